import { setTimeout as pause } from 'node:timers/promises';
import { ConsulAgent } from '../../test/support/consul-agent.ts';
import { ConsulCluster } from '../../test/support/consul-cluster.ts';
import { documentedPolicies } from '../../test/support/consul-policies.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import type { ServedOptions } from '../served-gateway.ts';
import { Ground } from './ground.ts';
import { NetworkNamespace } from './network-namespace.ts';
import type { Fault, Outcome, Scenario } from './scenario.ts';

const GATEWAYS = 3;

/** What goes wrong with Consul. */
export const CONSUL_SCENARIOS: readonly Scenario[] = [
  {
    name: 'leader-stopped',
    what: 'the leader of three servers stands still (SIGSTOP), and goes on',
    run: (seconds, use) =>
      onCluster(use, async (cluster, ground) => {
        const { leader, followers } = await cluster.roles();
        return whileAway(
          seconds,
          ground,
          { leader, followers },
          {
            go: () => leader.signal('SIGSTOP'),
            comeBack: () => {
              leader.signal('SIGCONT');
              return leader.ready();
            },
          },
        );
      }),
  },
  {
    name: 'leader-killed',
    what: 'the leader of three servers is killed (kill -9), and started again',
    run: (seconds, use) =>
      onCluster(use, async (cluster, ground) => {
        const { leader, followers } = await cluster.roles();
        return whileAway(
          seconds,
          ground,
          { leader, followers },
          {
            go: () => leader.stop('SIGKILL'),
            comeBack: () => {
              leader.run();
              return leader.ready();
            },
          },
        );
      }),
  },
  {
    name: 'quorum-lost',
    what: 'two of three servers are killed, and started again',
    run: (seconds, use) =>
      onCluster(use, async (cluster, ground) => {
        const [first, second, third] = cluster.agents;
        if (first === undefined || second === undefined || third === undefined) throw new Error('there are not three');
        return {
          async happen() {
            await Promise.all([second.stop('SIGKILL'), third.stop('SIGKILL')]);
            await pause(seconds * 1000);
            second.run();
            third.run();
            await Promise.all([first.ready(), second.ready(), third.ready()]);
          },
          converge: async () => ground.seen(await ground.change(first), true),
        };
      }),
  },
  {
    name: 'partition',
    what: 'the network between one gateway and Consul loses everything, and mends',
    run: async (seconds, use) => {
      await using namespace = await NetworkNamespace.create();
      const { data, consul } = namespace;
      await using agent = await ConsulAgent.start({ config: { client_addr: `127.0.0.1 ${consul.outside}` } });
      const near = { consul: agent.address };
      const far = { consul: `${consul.outside}:${agent.ports.http}`, host: data.inside, namespace: namespace.name };
      await using ground = await Ground.open({ gateways: [near, near, far], agent, host: data.outside });
      let changed = 0;
      return await use(ground, {
        async happen() {
          await namespace.setConsulReachable(false);
          changed = await ground.change(agent);
          await pause(seconds * 1000);
          await namespace.setConsulReachable(true);
        },
        converge: () => ground.seen(changed, true),
      });
    },
  },
  {
    name: 'snapshot-restored',
    what: 'a snapshot with a lower index is restored',
    run: (seconds, use) =>
      onCluster(use, async (cluster, ground) => {
        const { leader } = await cluster.roles();
        let gone = 0;
        return {
          async happen() {
            const snapshot = await (await leader.request('GET', '/v1/snapshot')).arrayBuffer();
            gone = await ground.change(leader);
            await ground.seen(gone, true);
            for (let write = 0; write < 100; write++) await leader.request('PUT', '/v1/kv/other', `${write}`);
            await pause(seconds * 1000);
            const { status } = await leader.request('PUT', '/v1/snapshot', new Uint8Array(snapshot));
            if (status !== 200) throw new Error(`the snapshot was not restored: ${status}`);
          },
          async converge() {
            await ground.seen(gone, false);
          },
        };
      }),
  },
  {
    name: 'token-revoked',
    what: 'the ACL token of the gateways is deleted, and made again',
    run: async (seconds, use) => {
      await using agent = await ConsulAgent.start({ acl: true });
      const rules = `${documentedPolicies().reads}\nservice_prefix "" { policy = "read" }\nnode_prefix "" { policy = "read" }`;
      const { accessor, token } = await agent.createToken('gateways', rules);
      const options = { consul: agent.address, token };
      await using ground = await Ground.open({ gateways: Array.from({ length: GATEWAYS }, () => options), agent });
      let changed = 0;
      return await use(ground, {
        async happen() {
          await agent.json('DELETE', `/v1/acl/token/${accessor}`);
          changed = await ground.change(agent);
          await pause(seconds * 1000);
          await agent.json('PUT', '/v1/acl/token', { SecretID: token, Policies: [{ Name: 'gateways' }] });
        },
        converge: () => ground.seen(changed, true),
      });
    },
  },
];

/** Three servers, and for each a gateway that asks it. */
async function onCluster(
  use: (ground: Ground, fault: Fault) => Promise<Outcome>,
  faultOf: (cluster: ConsulCluster, ground: Ground) => Promise<Fault>,
): Promise<Outcome> {
  await using cluster = await ConsulCluster.start();
  const [agent] = cluster.agents;
  if (agent === undefined) throw new Error('there is no server');
  const gateways = cluster.agents.map(({ address }): ServedOptions => ({ consul: address }));
  await using ground = await Ground.open({ gateways, agent });
  return await use(ground, await faultOf(cluster, ground));
}

interface Absence {
  readonly go: () => Promise<void> | void;
  readonly comeBack: () => Promise<void>;
}

/** The leader goes. The others elect another one, and take a change meanwhile. */
async function whileAway(
  seconds: number,
  ground: Ground,
  { leader, followers }: Awaited<ReturnType<ConsulCluster['roles']>>,
  { go, comeBack }: Absence,
): Promise<Fault> {
  const [other] = followers;
  if (other === undefined) throw new Error('there is no other server');
  let changed = 0;
  return {
    async happen() {
      const endsAt = performance.now() + seconds * 1000;
      await go();
      await waitFor('there is another leader', async () => {
        const seen = await other.seenLeader();
        return seen !== '' && seen !== leader.serverAddress;
      });
      await other.ready();
      changed = await ground.change(other);
      await pause(Math.max(0, endsAt - performance.now()));
      await comeBack();
    },
    converge: () => ground.seen(changed, true),
  };
}
