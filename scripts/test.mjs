#!/usr/bin/env node
// `npm test`: everything that .ci/run runs. With --unit: what needs neither apt nor any other program.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { check } from './check.mjs';
import { capture, dim, green, localCommand, red, seconds } from './run.mjs';
import { setup } from './setup.mjs';

/** Kinds of tests that need more than Node, in lanes side by side: most of it is waiting. */
const LANES = [['faults'], ['contract', 'integration'], ['conformance', 'docs']];
/** What comes last, each with the machine to itself: a whole cluster with two hundred clients, and what measures time. */
const ALONE = ['history', 'measured'];

const unitOnly = process.argv.includes('--unit');
const tallies = [];
const reports = mkdtempSync(join(tmpdir(), 'trunkline-test-'));
try {
  await build();
  if (unitOnly) {
    tallies.push(await test('unit'));
  } else {
    // Nothing before the lanes needs what is set up: it is fetched and unpacked meanwhile.
    await Promise.all([setup(), checkAndUnit()]);
    await Promise.all(LANES.map(testInTurn));
    await testInTurn(ALONE);
  }
} finally {
  rmSync(reports, { recursive: true, force: true });
}

const sum = (outcome) => tallies.reduce((total, tally) => total + tally[outcome], 0);
const [passed, failed] = [sum('passed'), sum('failed')];
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

async function checkAndUnit() {
  tallies.push(await check());
  tallies.push(await test('unit'));
}

async function testInTurn(kinds) {
  for (const kind of kinds) tallies.push(await test(kind));
}

async function test(kind) {
  const startedAtMs = performance.now();
  const report = join(reports, `${kind}.json`);
  const reporters = ['--reporter=minimal', '--reporter=json', `--outputFile.json=${report}`];
  const { code, output } = await capture(localCommand('vitest'), ['run', '--project', kind, ...reporters]);
  const tally = read(report, code);
  if (tally.failed === 0) {
    console.log(`${green('✓')} ${kind.padEnd(16)} ${`${tally.passed} passed`.padEnd(14)} ${dim(seconds(startedAtMs))}`);
  } else {
    console.log(`${red('✗')} ${kind}: ${tally.failed} failed, ${tally.passed} passed\n\n${output}`);
  }
  return tally;
}

/**
 * A test that was skipped has failed: nobody would miss it. So has a file that could not be loaded, and a run that went
 * wrong in any other way, or ran no test at all.
 */
function read(report, code) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numTotalTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = numTotalTests - numPassedTests + brokenFiles;
  return { passed: numPassedTests, failed: failed === 0 && (code !== 0 || numPassedTests === 0) ? 1 : failed };
}
