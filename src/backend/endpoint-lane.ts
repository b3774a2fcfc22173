import type { Channel, Endpoint } from './engine.ts';

/** One endpoint of a backend with the channel to it, and what went over it. Plain numbers, for the balancer and the metrics. */
export class EndpointLane {
  /** As it was registered: HOST:PORT. */
  readonly address: string;
  readonly endpoint: Endpoint;
  readonly channel: Channel;
  inFlight = 0;
  started = 0;
  /** Calls that surely did not reach the endpoint. */
  neverSent = 0;

  constructor(address: string, endpoint: Endpoint, channel: Channel) {
    this.address = address;
    this.endpoint = endpoint;
    this.channel = channel;
  }
}
