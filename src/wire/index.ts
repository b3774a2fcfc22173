export { CallFrameReader } from './call-frame-reader.ts';
export { CLOSE_CODES, type CloseCode, type CloseCodeRow, findCloseCode } from './close-codes.ts';
export { EncodedNotify } from './encoded-notify.ts';
export { guessForeignProtocol } from './foreign-protocol.ts';
export {
  AHEAD_BYTES,
  type Credit,
  ENCODING,
  type Failure,
  type Frame,
  type FrameKind,
  type GoAway,
  type Hello,
  INITIAL_CREDIT,
  MAX_HELLO_BYTES,
  type Message,
  type Notify,
  type NotifyReply,
  PROTOCOL_VERSION,
  type Request,
  type Response,
  type Resume,
  type Welcome,
} from './frame.ts';
export { decodeFrame, encodeFrame } from './frame-codec.ts';
export { FrameMemory } from './frame-memory.ts';
export { asViews, FrameReader, readFrames, type TakeFrame } from './frame-reader.ts';
export { type AtTurnEnd, FrameWriter } from './frame-writer.ts';
export { endedResponse, refusedResponse } from './response.ts';
export { WireError, type WireFault } from './wire-error.ts';
