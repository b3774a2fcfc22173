import { type Findings, type Place, quote } from './findings.ts';
import type { Limits } from './limits.ts';
import type { SetIndex } from './set-index.ts';

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Printable but for what has a meaning in paths of other systems. */
const FILE_CHARACTERS = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD\\:*?"<>|]+$/u;
const JSON_CHARACTERS = /^[^\p{Cc}\uFFFD]+$/u;

/**
 * Names as the language specification has them. Nothing else may come through: names end up in paths, in proto source,
 * in logs and in tables. Words that mean something to JavaScript, such as `__proto__`, are legal names.
 */
export function checkNames(set: SetIndex, limits: Limits, findings: Findings): void {
  const most = limits.nameCharacters;

  function identifier(what: string, name: string, place: Place): void {
    if (IDENTIFIER.test(name) && name.length <= most) return;
    findings.add('ILLEGAL_NAME', place, `${quote(name)} cannot be the name of ${what}`);
  }
  function fullName(name: string, place: Place): void {
    if (name.length <= most) return;
    findings.add('ILLEGAL_NAME', place, `A full name has ${name.length} characters, where ${most} is the most`);
  }

  for (const file of set.files) {
    const place = { file: file.name, symbol: '' };
    if (!isPath(file.name) || file.name.length > most) {
      findings.add('ILLEGAL_NAME', place, `${quote(file.name)} cannot be the path of a file`);
    }
    for (const part of file.package === '' ? [] : file.package.split('.')) identifier('a package', part, place);
  }
  for (const { name, file, proto } of set.messages) {
    const place = { file: file.name, symbol: name };
    identifier('a message', proto.name, place);
    fullName(name, place);
    for (const field of proto.field) {
      identifier('a field', field.name, place);
      if (field.jsonName !== '' && !isJsonName(field.jsonName, most)) {
        findings.add('ILLEGAL_NAME', place, `${quote(field.jsonName)} cannot be the name of a field in JSON`);
      }
    }
    for (const oneof of proto.oneofDecl) identifier('a oneof', oneof.name, place);
  }
  for (const { name, file, proto } of set.enums) {
    const place = { file: file.name, symbol: name };
    identifier('an enum', proto.name, place);
    fullName(name, place);
    for (const value of proto.value) identifier('an enum value', value.name, place);
  }
  for (const { name, file, proto } of set.extensions) {
    identifier('an extension', proto.name, { file: file.name, symbol: name });
  }
  for (const { name, file, proto } of set.services) {
    const place = { file: file.name, symbol: name };
    identifier('a service', proto.name, place);
    fullName(name, place);
    for (const method of proto.method) identifier('a method', method.name, place);
  }
}

/** A relative path in the form that protoc and buf write: no empty part, no `.`, no `..`. */
function isPath(name: string): boolean {
  return FILE_CHARACTERS.test(name) && name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** Any text will do but an extension's `[name]`, and `__proto__`: a JavaScript object cannot hold such a member. */
function isJsonName(name: string, most: number): boolean {
  if (name === '__proto__' || name.length > most) return false;
  return JSON_CHARACTERS.test(name) && !(name.startsWith('[') && name.endsWith(']'));
}
