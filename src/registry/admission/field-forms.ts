import { isFieldSet } from '@bufbuild/protobuf';
import {
  Edition,
  type FieldDescriptorProto,
  FieldDescriptorProtoSchema,
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
  // Both are closed enums: a number that they do not have is decoded as if nothing was there, and reads as the first.
  if (!isFieldSet(field, FieldDescriptorProtoSchema.field.type)) {
    report(file, symbol, 'The field has no type that there is', findings);
    return;
  }
  if (!isFieldSet(field, FieldDescriptorProtoSchema.field.label)) {
    report(file, symbol, 'The field has no label that there is', findings);
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
