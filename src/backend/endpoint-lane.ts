import type { SourcedEndpoint } from './endpoint-source.ts';
import type { Channel, Endpoint } from './engine.ts';

/** One endpoint of a backend with the channel to it, and what went over it. Plain numbers, for the balancer and the metrics. */
export class EndpointLane {
  /** HOST:PORT. */
  readonly address: string;
  readonly endpoint: Endpoint;
  readonly channel: Channel;
  /** As its source said last. */
  weight: number;
  tags: readonly string[];
  inFlight = 0;
  started = 0;
  /** Calls that surely did not reach the endpoint. */
  neverSent = 0;
  /** Attempts that failed since one last did not. */
  failuresInRow = 0;
  /** The mean time to answer a unary call, the latest counting most, and of how many. Milliseconds. */
  answerMs = 0;
  samples = 0;
  /** Until when it is left out, on the gateway's clock; 0: it is in service. */
  ejectedUntilMs = 0;
  lastEjectedUntilMs = 0;
  lastEjectedForMs = 0;
  ejections = 0;

  constructor({ address, endpoint, weight, tags }: SourcedEndpoint, channel: Channel) {
    this.address = address;
    this.endpoint = endpoint;
    this.channel = channel;
    this.weight = weight;
    this.tags = tags;
  }
}
