import { describe, expect, it } from 'vitest';
import { findViolations } from '../../../scripts/check-layers/find-violations.ts';
import { readSources } from '../../../scripts/check-layers/read-sources.ts';
import { LAYERS, NODE_FREE } from '../../../scripts/layers.ts';

const RULES = {
  layers: { low: [], high: ['low'], top: ['*'] },
  nodeFree: { low: ['low/socket.ts'] },
};

const violations = (sources: Record<string, string>) => findViolations(new Map(Object.entries(sources)), RULES);

describe('the layers', () => {
  it('a folder may import the door of one that is drawn for it', () => {
    expect(
      violations({
        'low/index.ts': "export { leaf } from './leaf.ts';",
        'low/leaf.ts': 'export const leaf = 1;',
        'high/one.ts': "import { leaf } from '../low/index.ts';",
        'top/all.ts': "import { leaf } from '../low/index.ts';\nimport '../high/index.ts';",
      }),
    ).toEqual([]);
  });

  it('an import that points upwards is a violation, of types as well', () => {
    expect(violations({ 'low/one.ts': "import type { Two } from '../high/index.ts';" })).toEqual([
      'low/one.ts: low/ may not import high/',
    ]);
  });

  it('an import that is spread over lines, a re-export and a dynamic import are all seen', () => {
    expect(
      violations({
        'low/a.ts': "import {\n  one,\n  type Two,\n} from '../high/index.ts';",
        'low/b.ts': "export * from '../high/index.ts';",
        'low/c.ts': "async function later() {\n  await import('../high/index.ts');\n}",
      }),
    ).toHaveLength(3);
  });

  it('an import that passes by the door is a violation', () => {
    expect(violations({ 'high/one.ts': "import { leaf } from '../low/leaf.ts';" })).toEqual([
      'high/one.ts: imports low/leaf.ts, where the door is low/index.ts',
    ]);
  });

  it('a folder within a folder that has a door is entered by it too', () => {
    expect(
      violations({
        'high/json/index.ts': "export { x } from './x.ts';",
        'high/json/x.ts': 'export const x = 1;',
        'high/generated/y.ts': 'export const y = 1;',
        'high/one.ts': "import { x } from './json/x.ts';\nimport { y } from './generated/y.ts';",
      }),
    ).toEqual(['high/one.ts: imports high/json/x.ts, where the door is high/json/index.ts']);
  });

  it('node: is a violation where browsers run the code, but in the file that joins it to Node', () => {
    expect(
      violations({
        'low/socket.ts': "import net from 'node:net';",
        'low/leaf.ts': "import { readFileSync } from 'node:fs';",
      }),
    ).toEqual(['low/leaf.ts: imports node:fs, where browsers run low/ too']);
  });

  it('files that import each other in a circle are a violation, types that know each other are none', () => {
    expect(
      violations({
        'low/a.ts': "import { b } from './b.ts';",
        'low/b.ts': "import { c } from './c.ts';",
        'low/c.ts': "import { a } from './a.ts';\nimport type { D } from './d.ts';",
        'low/d.ts': "import type { C } from './c.ts';",
      }),
    ).toEqual(['low/a.ts > low/b.ts > low/c.ts > low/a.ts: these files import each other in a circle']);
  });

  it('a folder that is not drawn, and an import from outside of src, are violations', () => {
    expect(violations({ 'odd/one.ts': "import { x } from '../../bench/x.ts';" })).toEqual([
      'odd/one.ts: the folder odd/ is not in scripts/layers.ts',
      'odd/one.ts: imports ../bench/x.ts, outside of src/',
    ]);
  });
});

describe('the source', () => {
  it('is as it is drawn', () => {
    expect(findViolations(readSources('src'), { layers: LAYERS, nodeFree: NODE_FREE })).toEqual([]);
  });
});
