import { LIMITS, type Limits } from '../../src/registry/admission/limits.ts';
import { RULES } from '../../src/registry/index.ts';
import { code, markdownTable } from './markdown.ts';

const CAUSES = {
  upload: 'INVALID_ARGUMENT: the upload itself is not right.',
  owner: 'PERMISSION_DENIED: it claims what belongs to another backend.',
  live: 'FAILED_PRECONDITION: it does not fit what is live.',
  busy: 'RESOURCE_EXHAUSTED: too many uploads are being checked.',
};

const LIMIT_MEANINGS: Record<keyof Limits, string> = {
  setBytes: 'bytes of the whole upload',
  files: 'files in one set, and in one chain of imports',
  elements: 'messages, fields, oneofs, enums, enum values, extensions, services, methods and ranges together',
  fields: 'tags on the wire outside of comments and positions',
  locations: 'comments and positions',
  nesting: 'levels of nested messages',
  optionNesting: 'levels of nesting within options',
  nameCharacters: 'characters of a full name or a file path',
  findings: 'findings in one refusal; the rest is only counted',
};

/** docs/ADMISSION.md: why an upload is refused. */
export function admissionPage(): string {
  const rules = Object.entries(RULES).map(([rule, row]) => [code(rule), statusOf(row.cause), row.meaning, row.remedy]);
  const limits = Object.entries(LIMITS).map(([name, most]) => [most.toLocaleString('en'), meaningOf(name)]);
  const causes = Object.values(CAUSES).map((text) => `* ${text}`);
  return `# Admission

An upload of descriptors is untrusted input. Before it becomes a revision it is checked as a whole, and a refusal names
every finding with its rule, file and symbol. What is live stays as it was. No code is ever generated from an upload.

The status of a refusal tells who has to do something:

${causes.join('\n')}

After these rules a new revision of a backend is held against the live one by \`buf breaking\`, for JSON and binary
clients (\`--compat wire_json\`, the default), binary clients alone (\`wire\`) or nobody (\`none\`). What it finds comes
under buf's own rule names.

## Rules

${markdownTable(['rule', 'status', 'meaning', 'what to do'], rules)}

## Limits

${markdownTable(['at most', 'of'], limits)}
`;
}

function statusOf(cause: keyof typeof CAUSES): string {
  return CAUSES[cause].split(':', 1)[0] ?? '';
}

function meaningOf(name: string): string {
  const found = Object.entries(LIMIT_MEANINGS).find(([key]) => key === name);
  return found?.[1] ?? '';
}
