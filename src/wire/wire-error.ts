import type { CloseCode } from './close-codes.ts';

/** Which counter a broken rule of the wire goes to. */
export type WireFault =
  | 'bad_length'
  | 'too_large'
  | 'empty'
  | 'undecodable'
  | 'unexpected'
  | 'foreign_protocol'
  | 'rate'
  | 'version'
  | 'unauthenticated';

/** The peer broke the protocol: its connection ends with `closeCode`. Thrown in wire/ and session/, caught in the connection. */
export class WireError extends Error {
  readonly closeCode: CloseCode;
  readonly fault: WireFault;

  constructor(closeCode: CloseCode, fault: WireFault, reason: string) {
    super(reason);
    this.name = 'WireError';
    this.closeCode = closeCode;
    this.fault = fault;
  }
}
