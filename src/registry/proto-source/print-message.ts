import {
  type DescriptorProto,
  type DescriptorProto_ExtensionRange,
  ExtensionRangeOptionsSchema,
  type FieldDescriptorProto,
  MessageOptionsSchema,
  OneofOptionsSchema,
} from '@bufbuild/protobuf/wkt';
import { findOneofIndex } from '../admission/oneofs.ts';
import { qualify } from '../admission/set-index.ts';
import { inBrackets, type PrintContext, printOptionLines } from './print-context.ts';
import { printEnum } from './print-enum.ts';
import { printExtensions } from './print-extensions.ts';
import { type FieldPlace, isFieldsOwn, printField } from './print-field.ts';
import { rangeText, reservedNames } from './ranges.ts';
import { visibility } from './visibility.ts';

const MAX_FIELD_NUMBER = 2 ** 29 - 1;
const MAX_MESSAGE_SET_NUMBER = 2 ** 31 - 2;

/** A message. `path` is its path in SourceCodeInfo, `name` its full name. */
export function printMessage(context: PrintContext, proto: DescriptorProto, path: string, name: string): void {
  const head = `${visibility(proto.visibility)}message ${proto.name} {`;
  context.out.block(path, head, () => printMessageBody(context, proto, path, name));
}

/** What stands within a message's braces, or a group's. */
export function printMessageBody(context: PrintContext, proto: DescriptorProto, path: string, name: string): void {
  const { out } = context;
  const place: FieldPlace = { scope: name, scopePath: path, nested: proto.nestedType, printBody: printMessageBody };
  printOptionLines(out, context.options.print(MessageOptionsSchema, proto.options, name));
  printReserved(context, proto);
  proto.enumType.forEach((nested, index) => {
    out.gap();
    printEnum(context, nested, `${path}.4.${index}`, qualify(name, nested.name));
  });
  const fields = [...proto.field, ...proto.extension];
  proto.nestedType.forEach((nested, index) => {
    if (fields.some((field) => isFieldsOwn(field, nested, name))) return;
    out.gap();
    printMessage(context, nested, `${path}.3.${index}`, qualify(name, nested.name));
  });
  if (proto.field.length > 0) out.gap();
  printFields(context, proto, path, place);
  printExtensions(context, proto.extension, `${path}.6`, place);
}

function printFields(context: PrintContext, proto: DescriptorProto, path: string, place: FieldPlace): void {
  const printed = new Set<number>();
  proto.field.forEach((field, index) => {
    const oneof = field.proto3Optional ? null : findOneofIndex(field);
    if (oneof === null) printField(context, field, `${path}.2.${index}`, place);
    else if (!printed.has(oneof)) printOneof(context, proto, oneof, path, place);
    if (oneof !== null) printed.add(oneof);
  });
}

/** A oneof, where its first field stands: protoc asks for its fields to be in one row. */
function printOneof(
  context: PrintContext,
  proto: DescriptorProto,
  oneofIndex: number,
  path: string,
  place: FieldPlace,
): void {
  const oneof = proto.oneofDecl[oneofIndex];
  if (oneof === undefined) return;
  const { out } = context;
  out.block(`${path}.8.${oneofIndex}`, `oneof ${oneof.name} {`, () => {
    printOptionLines(out, context.options.print(OneofOptionsSchema, oneof.options, place.scope));
    proto.field.forEach((field: FieldDescriptorProto, index) => {
      if (findOneofIndex(field) === oneofIndex) printField(context, field, `${path}.2.${index}`, place);
    });
  });
}

function printReserved(context: PrintContext, proto: DescriptorProto): void {
  const most = proto.options?.messageSetWireFormat === true ? MAX_MESSAGE_SET_NUMBER : MAX_FIELD_NUMBER;
  const { out } = context;
  for (const { start, end } of proto.reservedRange) out.line(`reserved ${rangeText(start, end - 1, most)};`);
  if (proto.reservedName.length > 0) out.line(`reserved ${reservedNames(context, proto.reservedName)};`);
  for (const range of proto.extensionRange) out.line(`extensions ${extensionRange(context, range, most)};`);
}

function extensionRange(context: PrintContext, range: DescriptorProto_ExtensionRange, most: number): string {
  const options = context.options.print(ExtensionRangeOptionsSchema, range.options, context.file.package);
  return `${rangeText(range.start, range.end - 1, most)}${inBrackets(options)}`;
}
