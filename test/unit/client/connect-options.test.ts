import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/client/connect.ts';
import { LIBRARY } from '../../../src/client/connect-options.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('connecting', () => {
  it.each(['http://localhost:80', 'localhost:7400', '7400', 'tcp:7400', ''])(
    'refuses the address %j',
    async (address) => {
      await expect(connect(address)).rejects.toThrow(TypeError);
    },
  );

  it('names the library by the version of the package', () => {
    const { version } = JSON.parse(read('package.json'));
    expect(LIBRARY).toBe(`trunkline-js/${version}`);
  });

  it('needs Node in the transport alone', () => {
    const files = readdirSync(new URL('../../../src/client/', import.meta.url));
    const needNode = files.filter((file) => /from 'node:|\b(Buffer|process)\b\./.test(read(`src/client/${file}`)));
    expect(needNode).toEqual(['tcp-transport.ts']);
  });
});
