import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleJson, visibleLine, visibleText } from '../../../src/cli/visible-text.ts';

test('a terminal gets no escape sequence from a server (X8)', () => {
  expect(visibleLine('a\u001b[31mb\u0007\u009b2J')).toBe('a\\u001b[31mb\\u0007\\u009b2J');
});

test('text cannot be turned around or split into lines', () => {
  expect(visibleLine('a\u202eb\u2028c\nd\re\tf')).toBe('a\\u202eb\\u2028c\\nd\\re\\tf');
});

test('ordinary text of any script stays as it is', () => {
  const text = 'Grüße, 注文 № 42 — „ok“ 🙂';
  expect(visibleLine(text)).toBe(text);
});

test('source keeps its lines and tabs, and nothing else that a terminal acts on', () => {
  expect(visibleText('a\n\tb\r\u001b]0;x\u0007')).toBe('a\n\tb\\r\\u001b]0;x\\u0007');
});

test('what is escaped holds no control character, whatever came', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visibleLine(text)).not.toMatch(/\p{Cc}/u);
    }),
  );
});

test('JSON means the same after it was escaped', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const json = JSON.stringify(value, null, indent);
      expect(JSON.parse(visibleJson(json))).toEqual(JSON.parse(json));
    }),
  );
});
