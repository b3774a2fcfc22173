/** An instance of a service, as the agent on its host is told of it. The agent asks it for its health over gRPC. */
export interface AgentInstance {
  readonly id: string;
  readonly service: string;
  /** An address or a name, without brackets. */
  readonly host: string;
  readonly port: number;
  readonly tags: readonly string[];
}

const CHECK_INTERVAL = '5s';
const CHECK_TIMEOUT = '2s';

/** How the `consul` package takes it. */
export function agentService({ id, service, host, port, tags }: AgentInstance) {
  const target = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return {
    id,
    name: service,
    address: host,
    port,
    tags: [...tags],
    check: { name: 'gRPC health', grpc: target, interval: CHECK_INTERVAL, timeout: CHECK_TIMEOUT },
  };
}
