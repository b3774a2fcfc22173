#!/usr/bin/env node
// Installs what package-lock.json says, and only where node_modules says something else. Says nothing unless it fails.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dim, mustRun, ROOT, startedDirectly } from './run.mjs';

const [MAJOR, MINOR] = [20, 20];

export async function install() {
  checkNode();
  if (isInstalled()) return;
  console.log(dim('installing packages (once) …'));
  await mustRun('npm ci failed', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > MAJOR || (major === MAJOR && minor >= MINOR)) return;
  console.error(`Trunkline needs Node ${MAJOR}.${MINOR} or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** npm keeps what it has installed in a lock file of its own. Only packages for other platforms may be missing there. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  if (wanted === null || present === null) return false;
  const root = wanted[''] ?? {};
  const mayBeMissing = (path, entry) => entry.optional === true && !(named(path) in (root.optionalDependencies ?? {}));
  return (
    Object.entries(wanted).every(([path, entry]) =>
      present[path] === undefined ? path === '' || mayBeMissing(path, entry) : same(entry, present[path]),
    ) && Object.keys(present).every((path) => path in wanted)
  );
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(join(ROOT, lockFile), 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

function named(path) {
  return path.replace('node_modules/', '');
}

function same(one, other) {
  return one.version === other.version && one.integrity === other.integrity;
}

if (startedDirectly(import.meta.url)) await install();
