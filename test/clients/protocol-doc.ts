import { readFileSync } from 'node:fs';

/** docs/PROTOCOL.md. */
export const PROTOCOL_DOC = readFileSync(new URL('../../docs/PROTOCOL.md', import.meta.url), 'utf8');

/** A frame that the page shows: its bytes, and what the page says that they mean. */
export interface ShownFrame {
  /** `>` from the client, `<` from the gateway; empty outside the walk-through. */
  readonly direction: string;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** All frames of the page, in order. */
export function shownFrames(): ShownFrame[] {
  const blocks = PROTOCOL_DOC.matchAll(/```hex ?([<>]?)\n([0-9a-f\s]+)```\n```textproto\n([\s\S]*?)\n```/g);
  return Array.from(blocks, ([, direction = '', hex = '', text = '']) => ({
    direction,
    bytes: Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex')),
    text,
  }));
}

/** The rows of the table whose heading begins with `first`, as their cells. */
export function tableRows(first: string): string[][] {
  const start = PROTOCOL_DOC.indexOf(`| ${first} |`);
  if (start < 0) throw new Error(`there is no table of ${first}`);
  const lines = PROTOCOL_DOC.slice(start).split('\n\n')[0]?.split('\n') ?? [];
  return lines.slice(2).map((line) => line.slice(2, -2).split(' | '));
}
