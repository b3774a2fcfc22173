import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConfigSources, loadConfig } from '../../../src/gateway/config.ts';
import { CONFIG_OPTIONS } from '../../../src/gateway/config-options.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trunkline-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(content: string): Promise<string> {
  const path = join(folder, 'trunkline.yaml');
  await writeFile(path, content);
  return path;
}

const load = (sources: Partial<ConfigSources>) => loadConfig({ flags: {}, environment: {}, file: null, ...sources });

async function configOf(sources: Partial<ConfigSources>) {
  const loaded = await load(sources);
  if (loaded.kind === 'invalid') throw new Error(JSON.stringify(loaded.findings));
  return loaded;
}

async function findingsOf(sources: Partial<ConfigSources>) {
  const loaded = await load(sources);
  return loaded.kind === 'invalid' ? loaded.findings : [];
}

describe('the configuration', () => {
  it('is complete without any source', async () => {
    const { config, origins } = await configOf({});
    expect(config.listen).toEqual({ host: '127.0.0.1', port: 7400 });
    expect(config.session.maxInFlight).toBe(1024);
    expect(new Set(origins.values())).toEqual(new Set(['default']));
  });

  it('takes a flag over the environment over the file over the default, and says which', async () => {
    const path = await file('session: { maxInFlight: 1, heartbeatMs: 1001, maxFrameBytes: 2000 }');
    const environment = { TRUNKLINE_SESSION_MAX_IN_FLIGHT: '2', TRUNKLINE_SESSION_HEARTBEAT_MS: '1002' };
    const flags = { 'session-max-in-flight': '3' };
    const { config, origins } = await configOf({ file: path, environment, flags });
    expect(config.session).toMatchObject({ maxInFlight: 3, heartbeatMs: 1002, maxFrameBytes: 2000 });
    expect(
      ['maxInFlight', 'heartbeatMs', 'maxFrameBytes', 'resumeWindowMs'].map((key) => origins.get(`session.${key}`)),
    ).toEqual(['flag', 'environment', 'file', 'default']);
  });

  it('takes every option by each of its names', async () => {
    for (const option of CONFIG_OPTIONS) {
      const flags = { [option.flag]: option.defaultText };
      const environment = { [option.variable]: option.defaultText };
      expect((await configOf({ flags })).origins.get(option.key)).toBe('flag');
      expect((await configOf({ environment })).origins.get(option.key)).toBe('environment');
    }
  });

  it('names every option once, each with a meaning and a default', () => {
    expect(new Set(CONFIG_OPTIONS.map(({ variable }) => variable)).size).toBe(CONFIG_OPTIONS.length);
    expect(CONFIG_OPTIONS.filter(({ description, defaultText }) => description === '' || defaultText === '')).toEqual(
      [],
    );
  });

  it('tells all that is wrong at once, with where it stands and what to do', async () => {
    const path = await file('session: { maxInFlight: many }\nsesion: {}\n');
    const findings = await findingsOf({
      file: path,
      environment: { TRUNKLINE_HTTP: 'nowhere', TRUNKLINE_TYPO: '1' },
      flags: { 'connection-max': '-1' },
    });
    expect(findings.map(({ file: where, symbol }) => [where, symbol]).sort()).toEqual(
      [
        ['environment', 'TRUNKLINE_TYPO'],
        ['environment', 'http'],
        ['flag', 'connection.max'],
        [path, 'sesion'],
        [path, 'session.maxInFlight'],
      ].sort(),
    );
    expect(findings.every(({ message, remedy }) => message.length > 0 && remedy.length > 0)).toBe(true);
    expect(findings.find(({ symbol }) => symbol === 'http')?.remedy).toContain('TRUNKLINE_HTTP');
  });

  it.each([
    ['not YAML', 'listen: [', 'readable, and YAML'],
    ['a list', '- listen', 'CONFIGURATION'],
  ])('refuses a file that is %s', async (_, content, remedy) => {
    const findings = await findingsOf({ file: await file(content) });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.remedy).toContain(remedy);
  });

  it('refuses a file that is not there', async () => {
    const findings = await findingsOf({ file: join(folder, 'missing.yaml') });
    expect(findings[0]?.message).toContain('ENOENT');
  });

  it('leaves Object.prototype alone, whatever keys a file has', async () => {
    const findings = await findingsOf({ file: await file('__proto__: { polluted: true }\nconstructor: 1') });
    expect(findings.length).toBeGreaterThan(0);
    expect('polluted' in {}).toBe(false);
  });

  it.each(['127.0.0.1', ':7400', '127.0.0.1:70000', 'unix:/tmp/x', '127.0.0.1:7400x', ''])(
    'refuses %j as an address',
    async (listen) => {
      expect(await findingsOf({ flags: { listen } })).toHaveLength(1);
    },
  );

  it.each([
    ['[::1]:0', '::1', 0],
    ['localhost:65535', 'localhost', 65_535],
  ])('takes %j as an address', async (listen, host, port) => {
    expect((await configOf({ flags: { listen } })).config.listen).toEqual({ host, port });
  });
});
