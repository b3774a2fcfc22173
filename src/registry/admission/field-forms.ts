import {
  Edition,
  type FieldDescriptorProto,
  FieldDescriptorProto_Type as FieldType,
  type FileDescriptorProto,
  FieldDescriptorProto_Label as Label,
} from '@bufbuild/protobuf/wkt';
import { findEdition } from './file-syntax.ts';
import { type Findings, quote } from './findings.ts';
import { qualify, type SetIndex } from './set-index.ts';

/** Type and label of fields, as the syntax of their file allows them. */
export function checkFieldForms(set: SetIndex, findings: Findings): void {
  for (const { file, name, proto } of set.messages) {
    for (const field of proto.field) {
      if (field.extendee !== '') {
        report(file, qualify(name, field.name), 'A field of a message names a message that it extends', findings);
      }
      checkField(file, qualify(name, field.name), field, findings);
    }
  }
  for (const { file, name, proto } of set.extensions) checkField(file, name, proto, findings);
}

function checkField(file: FileDescriptorProto, symbol: string, field: FieldDescriptorProto, findings: Findings): void {
  if (field.type < FieldType.DOUBLE || field.type > FieldType.SINT64) {
    report(file, symbol, `The field has no type that there is, but ${field.type}`, findings);
    return;
  }
  if (field.label < Label.OPTIONAL || field.label > Label.REPEATED) {
    report(file, symbol, `The field has no label that there is, but ${field.label}`, findings);
  }
  if (!isNamed(field) && field.typeName !== '') {
    report(file, symbol, `The field is a scalar and names type ${quote(field.typeName)}`, findings);
  }
  const edition = findEdition(file);
  if (field.label === Label.REQUIRED && edition !== Edition.EDITION_PROTO2) {
    report(file, symbol, 'Only proto2 has required fields', findings);
  }
  if (field.type === FieldType.GROUP && edition !== Edition.EDITION_PROTO2) {
    report(file, symbol, 'Only proto2 has groups', findings);
  }
  if (field.defaultValue !== '' && (edition === Edition.EDITION_PROTO3 || !mayHaveDefault(field))) {
    report(file, symbol, `The field cannot have default ${quote(field.defaultValue)}`, findings);
  }
  if (field.proto3Optional && edition !== Edition.EDITION_PROTO3) {
    report(file, symbol, 'Only proto3 marks a field as proto3_optional', findings);
  }
}

function isNamed(field: FieldDescriptorProto): boolean {
  return field.type === FieldType.MESSAGE || field.type === FieldType.GROUP || field.type === FieldType.ENUM;
}

function mayHaveDefault(field: FieldDescriptorProto): boolean {
  return field.label !== Label.REPEATED && field.type !== FieldType.MESSAGE && field.type !== FieldType.GROUP;
}

function report(file: FileDescriptorProto, symbol: string, message: string, findings: Findings): void {
  findings.add('ILLEGAL_FIELD', { file: file.name, symbol }, message);
}
