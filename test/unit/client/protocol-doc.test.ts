import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONFIG_OPTIONS } from '../../../src/gateway/config-options.ts';
import { CLOSE_CODES } from '../../../src/wire/index.ts';
import { PROTOCOL_DOC, shownFrames, tableRows } from '../../clients/protocol-doc.ts';
import { frameBodies } from './frame-bodies.ts';

const PROTO = readFileSync(new URL('../../../proto/trunkline/wire/v1/frame.proto', import.meta.url), 'utf8');

describe('docs/PROTOCOL.md', () => {
  it('has the table of close codes as the code has it', () => {
    const rows = Object.entries(CLOSE_CODES).map(([code, { reconnect, meaning, remedy }]) => [
      code,
      reconnect ? 'yes' : 'no',
      meaning,
      remedy,
    ]);
    expect(tableRows('code')).toEqual(rows);
  });

  it('has every body of a frame with its number', () => {
    const oneof = PROTO.slice(PROTO.indexOf('oneof body'), PROTO.indexOf('// The first frame'));
    const bodies = Array.from(oneof.matchAll(/^ {4}\w+ (\w+) = (\d+);$/gm), ([, name, number]) => [
      `\`${name}\``,
      number,
    ]);
    expect(bodies).toHaveLength(13);
    expect(tableRows('body').map(([name, number]) => [name, number])).toEqual(bodies);
  });

  it('has the limits with the defaults of the configuration', () => {
    const rows = tableRows('what');
    expect(rows.length).toBeGreaterThan(5);
    for (const [, value, key] of rows) {
      const option = CONFIG_OPTIONS.find((each) => `\`${each.key}\`` === key);
      expect([key, value?.split(' ')[0]]).toEqual([key, option?.defaultText]);
    }
  });

  it('shows frames that are whole, one in each block', () => {
    const frames = shownFrames();
    expect(frames.length).toBe(PROTOCOL_DOC.match(/^```hex/gm)?.length);
    expect(frames.length).toBeGreaterThan(30);
    for (const { bytes } of frames) expect(frameBodies(bytes)).toHaveLength(1);
  });
});
