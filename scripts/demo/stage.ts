import type { Client } from '../../src/client/index.ts';
import type { CommandLine } from './command-line.ts';
import type { FrameTap } from './frame-tap.ts';
import type { Screen } from './screen.ts';

/** Where each of the gateway's listeners is, as `serve` says it. */
export interface Addresses {
  /** `tcp://HOST:PORT`. */
  readonly client: string;
  /** `HOST:PORT`. */
  readonly admin: string;
  /** `http://HOST:PORT`. */
  readonly http: string;
}

/** What a step of the demo has to play with. */
export interface Stage {
  readonly screen: Screen;
  readonly addresses: Addresses;
  readonly commandLine: CommandLine;
  /** `HOST:PORT` of each backend, by its name. */
  readonly endpoints: ReadonlyMap<string, string>;
  readonly client: Client;
  readonly tap: FrameTap;
}
