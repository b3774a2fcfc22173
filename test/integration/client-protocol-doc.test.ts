import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { asViews, decodeFrame, type Frame, FrameReader } from '../../src/wire/index.ts';
import { OrderGateway } from '../clients/order-gateway.ts';
import { shownFrames } from '../clients/protocol-doc.ts';

const PROTO = resolve(import.meta.dirname, '../../proto');

function bodyOf(bytes: Uint8Array): Uint8Array {
  const bodies: Uint8Array[] = [];
  new FrameReader(
    1024 * 1024,
    asViews((body) => bodies.push(body)),
  ).push(bytes);
  const [body] = bodies;
  if (body === undefined) throw new Error('not a whole frame');
  return body;
}

/** What protoc makes of a frame's body. */
async function decodeByProtoc(body: Uint8Array): Promise<string> {
  const args = ['--decode=trunkline.wire.v1.Frame', '-I', PROTO, 'trunkline/wire/v1/frame.proto'];
  const child = spawn('protoc', args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(body);
  return (await text(child.stdout)).trim();
}

/** A frame without what differs from one gateway, or one run, to the next. */
function lasting(frame: Frame): object {
  if (frame.kind === 'welcome')
    return { ...frame, body: { ...frame.body, sessionId: '', resumeToken: '', gateway: '' } };
  // The reference engine fills in grpc-message where the backend did not.
  if (frame.kind === 'response' && frame.body.status === 0) return { ...frame, body: { ...frame.body, message: '' } };
  return frame;
}

describe('docs/PROTOCOL.md', () => {
  it('says of each frame what protoc says', async () => {
    const frames = shownFrames();
    expect(frames.length).toBeGreaterThan(30);
    for (const { bytes, text } of frames) expect(await decodeByProtoc(bodyOf(bytes))).toBe(text);
  });

  it('walks through a session as it goes at a gateway', async () => {
    const orders = await OrderGateway.start();
    onTestFinished(() => orders[Symbol.asyncDispose]());
    const { hostname, port } = new URL(orders.url);
    const socket = createConnection({ host: hostname, port: Number(port) });
    const answers: Frame[] = [];
    let wake = () => {};
    let closed = false;
    const reader = new FrameReader(
      1024 * 1024,
      asViews((body) => {
        answers.push(decodeFrame(body));
      }),
    );
    socket.on('data', (chunk) => {
      reader.push(new Uint8Array(chunk));
      wake();
    });
    socket.on('close', () => {
      closed = true;
      wake();
    });
    const waitUntil = async (holds: () => boolean) => {
      while (!holds()) {
        await new Promise<void>((resume) => {
          wake = resume;
        });
      }
    };
    for (const { direction, bytes } of shownFrames().filter((frame) => frame.direction !== '')) {
      if (direction === '>') {
        socket.write(bytes);
        continue;
      }
      await waitUntil(() => answers.length > 0 || closed);
      const answer = answers.shift();
      if (answer === undefined) throw new Error('the gateway closed early');
      expect(lasting(answer)).toEqual(lasting(decodeFrame(bodyOf(bytes))));
    }
    await waitUntil(() => closed);
    expect(answers).toEqual([]);
  });
});
