#!/usr/bin/env node
// Writes the reference pages of docs/ that are made of tables in the source. Run from the checkout.
import { writeFileSync } from 'node:fs';
import { referencePages } from './pages.ts';

for (const [path, text] of referencePages()) writeFileSync(path, text);
