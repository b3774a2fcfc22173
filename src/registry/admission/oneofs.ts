import { isFieldSet } from '@bufbuild/protobuf';
import {
  type FieldDescriptorProto,
  FieldDescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
} from '@bufbuild/protobuf/wkt';
import { type Findings, quote } from './findings.ts';
import { type IndexedMessage, qualify, type SetIndex } from './set-index.ts';

/** Oneofs: every index within the message, every oneof with a field, and singular fields only. */
export function checkOneofs(set: SetIndex, findings: Findings): void {
  for (const message of set.messages) checkMessage(message, findings);
  for (const { file, name, proto } of set.extensions) {
    if (findOneofIndex(proto) === null) continue;
    findings.add('ILLEGAL_ONEOF', { file: file.name, symbol: name }, 'An extension cannot be part of a oneof');
  }
}

/** The oneof that a field is in, as an index; null where it is in none. */
export function findOneofIndex(field: FieldDescriptorProto): number | null {
  return isFieldSet(field, FieldDescriptorProtoSchema.field.oneofIndex) ? field.oneofIndex : null;
}

function checkMessage({ file, name, proto }: IndexedMessage, findings: Findings): void {
  const members = proto.oneofDecl.map((): FieldDescriptorProto[] => []);
  for (const field of proto.field) {
    const index = findOneofIndex(field);
    const place = { file: file.name, symbol: qualify(name, field.name) };
    if (index === null) {
      if (field.proto3Optional) findings.add('ILLEGAL_ONEOF', place, 'A proto3 optional field has no oneof of its own');
      continue;
    }
    const oneof = members[index];
    if (oneof === undefined) {
      const message = `The field is in oneof number ${index}, where there are ${members.length} (counted from 0)`;
      findings.add('ILLEGAL_ONEOF', place, message);
    } else {
      oneof.push(field);
    }
    if (field.label !== Label.OPTIONAL)
      findings.add('ILLEGAL_ONEOF', place, 'A field in a oneof is not a singular one');
  }
  proto.oneofDecl.forEach((oneof, index) => {
    const fields = members[index] ?? [];
    const place = { file: file.name, symbol: qualify(name, oneof.name) };
    if (fields.length === 0) findings.add('ILLEGAL_ONEOF', place, `Oneof ${quote(oneof.name)} has no field`);
    if (fields.length > 1 && fields.some((field) => field.proto3Optional)) {
      findings.add('ILLEGAL_ONEOF', place, `Oneof ${quote(oneof.name)} is of a proto3 optional field and has others`);
    }
  });
}
