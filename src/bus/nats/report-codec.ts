import type { Reply, Report } from '../bus.ts';
import type { GatewayAnswer } from './gathering.ts';
import { decodeMessage, encodeMessage } from './nats-message.ts';

const RESOURCE_EXHAUSTED = 8;

/** A reply as it stands in JSON. */
type WrittenReply = Omit<Reply, 'payload'> & { readonly payload: string };
type Written<Target> = Omit<Target, 'reply'> & { readonly reply: WrittenReply | null };
type WrittenReport = Omit<Report, 'targets'> & { readonly targets: readonly Written<Report['targets'][number]>[] };
type WrittenAnswer =
  | Exclude<GatewayAnswer, { kind: 'report' }>
  | { readonly kind: 'report'; readonly gateway: string; readonly report: WrittenReport };

/** Where it is larger than NATS takes, the clients' replies are left out. */
export function writeReport(answer: GatewayAnswer, maxBytes: number): Uint8Array {
  if (answer.kind !== 'report') return encodeMessage(answer);
  const whole = encodeMessage(written(answer.gateway, answer.report, encodeReply));
  return whole.length <= maxBytes ? whole : encodeMessage(written(answer.gateway, answer.report, withoutPayload));
}

export function readReport(bytes: Uint8Array): GatewayAnswer {
  const { head } = decodeMessage<WrittenAnswer>(bytes);
  if (head.kind !== 'report') return head;
  const targets = head.report.targets.map((target) => ({
    ...target,
    reply: target.reply === null ? null : { ...target.reply, payload: Buffer.from(target.reply.payload, 'base64') },
  }));
  return { ...head, report: { ...head.report, targets } };
}

function written(gateway: string, report: Report, write: (reply: Reply) => WrittenReply): WrittenAnswer {
  const targets = report.targets.map((target) => ({
    ...target,
    reply: target.reply === null ? null : write(target.reply),
  }));
  return { kind: 'report', gateway, report: { ...report, targets } };
}

function encodeReply(reply: Reply): WrittenReply {
  return { ...reply, payload: Buffer.from(reply.payload).toString('base64') };
}

function withoutPayload({ status }: Reply): WrittenReply {
  const message = 'the replies are too large for the bus together';
  return { status: status === 0 ? RESOURCE_EXHAUSTED : status, message, payload: '' };
}
