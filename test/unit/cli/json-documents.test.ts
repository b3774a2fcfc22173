import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../src/cli/failure.ts';
import { jsonDocuments } from '../../../src/cli/json-documents.ts';

async function read(...pieces: string[]): Promise<string[]> {
  const documents: string[] = [];
  for await (const document of jsonDocuments(pieces, 'The text')) documents.push(Buffer.from(document).toString());
  return documents;
}

test('a document comes out as it was typed: a 64-bit number keeps its digits', async () => {
  expect(await read('{"id": 9007199254740993}')).toEqual(['{"id": 9007199254740993}']);
});

test('documents stand one a line, or each over several lines', async () => {
  expect(await read('{"a":1}\n\n{"a":2}\n')).toEqual(['{"a":1}', '{"a":2}']);
  expect(await read('{\n "a": [1,\n 2]\n}\n{"b":"}{"}')).toEqual(['{\n "a": [1,\n 2]\n}', '{"b":"}{"}']);
  expect(await read('"a \\" {"\n7\nnull')).toEqual(['"a \\" {"', '7', 'null']);
  expect(await read('', '\n \n')).toEqual([]);
});

test('however the text is cut, the documents are the same', async () => {
  const document = fc.json().filter((text) => !text.includes('\n'));
  await fc.assert(
    fc.asyncProperty(fc.array(document, { maxLength: 5 }), fc.integer({ min: 1, max: 7 }), async (documents, size) => {
      const text = documents.map((each) => `${each}\n`).join('');
      const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect(await read(...pieces)).toEqual(documents);
    }),
  );
});

test.each([
  ['{id: 1}', 'The text is not JSON'],
  ['{"a":1}\n\nnonsense\n', 'The text, line 3, is not JSON'],
  ['{"a":1}\n{"b":\n', 'The text, line 2, is not JSON'],
  ['}', 'The text is not JSON'],
])('%j is refused with its line, as a fault of usage', async (text, message) => {
  const failure: unknown = await read(text).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({
    message: expect.stringContaining(message),
    detail: { exitCode: 2 },
  });
});
