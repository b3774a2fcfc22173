#!/usr/bin/env node
// `npm run demo`: builds, then shows the main job. With --once it ends after that, and with 1 where anything was wrong.
import { build } from './build.mjs';
import { ROOT } from './run.mjs';

process.chdir(ROOT);
await build();
await import('../dist/scripts/demo/main.js');
