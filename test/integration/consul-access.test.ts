import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONSUL, ConsulAgent } from '../support/consul-agent.ts';
import { documentedPolicies } from '../support/consul-policies.ts';
import { freePorts } from '../support/free-ports.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { runCli } from '../support/run-cli.ts';
import { waitFor } from '../support/wait-for.ts';

const DESCRIPTORS = resolve(import.meta.dirname, '../../descriptors');
const upload = (name: string, set: string) => {
  const descriptors = join(DESCRIPTORS, `${set}.binpb`);
  return ['backend', 'register', name, '--descriptors', descriptors, '--endpoint', '127.0.0.1:5000'];
};

describe('a Consul with ACLs', () => {
  let agent: ConsulAgent;
  const tokens = { reads: '', uploads: '', team: '' };
  beforeAll(async () => {
    agent = await ConsulAgent.start({ acl: true });
    const policies = documentedPolicies();
    for (const who of ['reads', 'uploads', 'team'] as const) {
      tokens[who] = (await agent.createToken(who, policies[who])).token;
    }
  });
  afterAll(() => agent[Symbol.asyncDispose]());

  const as = (token: string) => ({ CONSUL_HTTP_TOKEN: token, CONSUL_HTTP_ADDR: agent.address });
  const direct = ['--registry', 'consul://'];

  it('lets a team register its own backend and no other one', async () => {
    expect(await runCli([...upload('orders', 'orders'), ...direct], as(tokens.team))).toMatchObject({ code: 0 });
    const other = await runCli([...upload('stock', 'stock'), ...direct], as(tokens.team));
    expect(other.code).toBe(1);
    expect(other.stderr).toContain('FAILED_PRECONDITION');
    const { stdout } = await runCli(['backend', 'list', '-o', 'json', ...direct], as(tokens.reads));
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'orders' }]);
  });

  it('lets a gateway that may read serve, and take no upload', async () => {
    const gateway = await GatewayProcess.start(['--registry', 'consul://'], { environment: as(tokens.reads) });
    expect((await gateway.metrics()).get('trunkline_registry_methods')).toBeGreaterThan(0);
    const refused = await runCli([...upload('stock', 'stock'), '--admin', gateway.addresses.admin]);
    expect(refused.stderr).toContain('FAILED_PRECONDITION');
    expect(await runCli([...upload('orders', 'orders'), '--timeout', '3s', ...direct], as(tokens.team))).toMatchObject({
      code: 0,
    });
    const admin = ['-o', 'json', '--admin', gateway.addresses.admin];
    const revisions = async () => JSON.parse((await runCli(['backend', 'history', 'orders', ...admin])).stdout).length;
    await waitFor('the gateway follows', async () => (await revisions()) === 2);
    await gateway.destroy();
  });

  it('lets a gateway that may write take uploads', async () => {
    const gateway = await GatewayProcess.start(['--registry', 'consul://'], { environment: as(tokens.uploads) });
    expect(await runCli([...upload('stock', 'stock'), '--admin', gateway.addresses.admin])).toMatchObject({ code: 0 });
    expect(gateway.log.join('\n')).not.toContain(tokens.uploads);
    await gateway.destroy();
  });

  it('takes a token from a file, and never shows it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trunkline-token-'));
    const file = join(folder, 'token');
    writeFileSync(file, `${tokens.reads}\n`);
    const { code } = await runCli(['backend', 'list', ...direct], {
      CONSUL_HTTP_TOKEN_FILE: file,
      CONSUL_HTTP_ADDR: agent.address,
    });
    expect(code).toBe(0);
    const printed = await runCli(['config', 'print'], as(tokens.reads));
    expect(printed.stdout).toContain('consul.token');
    expect(printed.stdout).not.toContain(tokens.reads);
    rmSync(folder, { recursive: true });
  });

  it('refuses a gateway without a token, which says what is missing', async () => {
    const environment = { CONSUL_HTTP_ADDR: agent.address };
    await expect(GatewayProcess.start(['--registry', 'consul://'], { environment })).rejects.toThrow(
      'Permission denied',
    );
  });
});

describe('a Consul over TLS', () => {
  let folder: string;
  let agent: ConsulAgent;
  let https: number;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trunkline-tls-'));
    execFileSync(CONSUL, ['tls', 'ca', 'create'], { cwd: folder, stdio: 'ignore' });
    execFileSync(CONSUL, ['tls', 'cert', 'create', '-server', '-additional-ipaddress=127.0.0.1'], {
      cwd: folder,
      stdio: 'ignore',
    });
    [https = 0] = await freePorts(1);
    const [cert, key] = ['dc1-server-consul-0.pem', 'dc1-server-consul-0-key.pem'].map((name) => join(folder, name));
    agent = await ConsulAgent.start({
      ports: { https },
      config: { cert_file: cert, key_file: key, ca_file: join(folder, 'consul-agent-ca.pem') },
    });
  });
  afterAll(async () => {
    await agent[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  it('is spoken to by its certificate', async () => {
    const environment = {
      CONSUL_HTTP_ADDR: `https://127.0.0.1:${https}`,
      CONSUL_CACERT: join(folder, 'consul-agent-ca.pem'),
    };
    const direct = ['--registry', 'consul://'];
    expect(readFileSync(environment.CONSUL_CACERT, 'utf8')).toContain('BEGIN CERTIFICATE');
    expect(await runCli([...upload('orders', 'orders'), ...direct], environment)).toMatchObject({ code: 0 });
    const gateway = await GatewayProcess.start(direct, { environment });
    expect((await gateway.metrics()).get('trunkline_registry_methods')).toBeGreaterThan(0);
    await gateway.destroy();
  });

  it('whose certificate is from nobody we know is not spoken to', async () => {
    const environment = { CONSUL_HTTP_ADDR: `https://127.0.0.1:${https}` };
    const { code, stderr } = await runCli(['backend', 'list', '--registry', 'consul://'], environment);
    expect(code).toBe(1);
    expect(stderr).toMatch(/certificate/);
  });
});
