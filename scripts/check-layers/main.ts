#!/usr/bin/env node
// Holds src/ to scripts/layers.ts. Run from the checkout.
import { LAYERS, NODE_FREE } from '../layers.ts';
import { findViolations } from './find-violations.ts';
import { readSources } from './read-sources.ts';

const sources = readSources('src');
const violations = findViolations(sources, { layers: LAYERS, nodeFree: NODE_FREE });
for (const violation of violations) console.error(violation);
if (sources.size === 0) console.error('src/ holds no source');
process.exitCode = violations.length === 0 && sources.size > 0 ? 0 : 1;
