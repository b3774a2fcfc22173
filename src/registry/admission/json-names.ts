import { protoCamelCase } from '@bufbuild/protobuf/reflect';
import { type Findings, quote } from './findings.ts';
import { findOneofIndex } from './oneofs.ts';
import { type IndexedMessage, qualify, type SetIndex } from './set-index.ts';

/**
 * No two fields of a message may be one in JSON. protoc only warns of this in proto2; here it is refused in every
 * syntax, because a JSON call would put one field's value into the other, and nobody would hear of it.
 */
export function checkJsonNames(set: SetIndex, findings: Findings): void {
  for (const message of set.messages) {
    checkOneName(message, findings);
  }
}

function checkOneName({ file, name, proto }: IndexedMessage, findings: Findings): void {
  const custom = new Map<string, string>();
  const plain = new Map<string, string>();
  const reported = new Set<string>();
  const claim = (names: Map<string, string>, key: string, field: string): void => {
    const first = names.get(key);
    names.set(key, first ?? field);
    if (first === undefined || first === field || reported.has(field)) return;
    reported.add(field);
    const place = { file: file.name, symbol: qualify(name, field) };
    findings.add('JSON_NAME_CONFLICT', place, `In JSON it is ${quote(key)}, as ${quote(first)} is`);
  };
  for (const field of proto.field) {
    claim(custom, field.jsonName || protoCamelCase(field.name), field.name);
    // The compiler behind JSON calls keeps a field under this name, whatever its name in JSON; those within a oneof are
    // kept under the oneof's.
    const oneof = field.proto3Optional ? null : findOneofIndex(field);
    const holder = oneof === null ? field.name : proto.oneofDecl[oneof]?.name;
    if (holder !== undefined) claim(plain, protoCamelCase(holder), holder);
  }
}
