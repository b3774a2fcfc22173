import { isFieldSet } from '@bufbuild/protobuf';
import { protoCamelCase } from '@bufbuild/protobuf/reflect';
import {
  type DescriptorProto,
  type FieldDescriptorProto,
  FieldDescriptorProtoSchema,
  FieldOptionsSchema,
  FieldDescriptorProto_Type as FieldType,
  FieldDescriptorProto_Label as Label,
} from '@bufbuild/protobuf/wkt';
import { findOneofIndex } from '../admission/oneofs.ts';
import { qualify } from '../admission/set-index.ts';
import { defaultLiteral, stringLiteral } from './literals.ts';
import { inBrackets, isProto2, type PrintContext } from './print-context.ts';

/** Where a field is written. */
export interface FieldPlace {
  /** Full name of the message, or of the package for an extension at the top of a file. */
  readonly scope: string;
  /** The path of `scope` in the file's SourceCodeInfo; empty for the file. */
  readonly scopePath: string;
  /** The messages nested there, among which are map entries and the bodies of groups. */
  readonly nested: readonly DescriptorProto[];
  /** Prints the body of a group, which is a message written where its field is. */
  readonly printBody: (context: PrintContext, proto: DescriptorProto, path: string, name: string) => void;
}

/** A field of a message or a oneof, or an extension, with what is nested in it if it is a group. */
export function printField(context: PrintContext, field: FieldDescriptorProto, path: string, place: FieldPlace): void {
  const brackets = inBrackets(fieldOptions(context, field, place.scope));
  const nested = findNested(field, place);
  if (nested !== undefined && field.type === FieldType.GROUP) {
    const { proto, path: bodyPath, name } = nested;
    const head = `${label(context, field)}group ${proto.name} = ${field.number}${brackets} {`;
    // protoc keeps a group's comment with the field, buf with the message.
    const commented = context.out.hasComment(path) ? path : bodyPath;
    context.out.block(commented, head, () => place.printBody(context, proto, bodyPath, name));
    return;
  }
  const type =
    nested?.proto.options?.mapEntry === true
      ? mapType(context, nested.proto, place.scope)
      : `${label(context, field)}${plainType(context, field, place.scope)}`;
  context.out.declaration(path, `${type} ${field.name} = ${field.number}${brackets};`);
}

/** The message that stands for a field's map or group. It is not declared anywhere else. */
export function isFieldsOwn(field: FieldDescriptorProto, nested: DescriptorProto, scope: string): boolean {
  if (field.typeName !== `.${qualify(scope, nested.name)}`) return false;
  return field.type === FieldType.GROUP || nested.options?.mapEntry === true;
}

function findNested(field: FieldDescriptorProto, { scope, scopePath, nested }: FieldPlace) {
  const index = nested.findIndex((proto) => isFieldsOwn(field, proto, scope));
  const proto = nested[index];
  if (proto === undefined) return undefined;
  return { proto, path: scopePath === '' ? `4.${index}` : `${scopePath}.3.${index}`, name: qualify(scope, proto.name) };
}

function label(context: PrintContext, field: FieldDescriptorProto): string {
  if (field.label === Label.REPEATED) return 'repeated ';
  if (field.label === Label.REQUIRED) return 'required ';
  if (field.proto3Optional) return 'optional ';
  return isProto2(context) && findOneofIndex(field) === null ? 'optional ' : '';
}

function mapType(context: PrintContext, entry: DescriptorProto, scope: string): string {
  const [key, value] = entry.field;
  if (key === undefined || value === undefined) throw new Error(`map entry ${entry.name} has no key and value`);
  return `map<${plainType(context, key, scope)}, ${plainType(context, value, scope)}>`;
}

function plainType(context: PrintContext, field: FieldDescriptorProto, scope: string): string {
  return field.typeName === '' ? FieldType[field.type].toLowerCase() : context.types.short(field.typeName, scope);
}

function fieldOptions(context: PrintContext, field: FieldDescriptorProto, scope: string): readonly string[] {
  const options = [...context.options.print(FieldOptionsSchema, field.options, scope)];
  const customJsonName = field.jsonName !== protoCamelCase(field.name) && field.extendee === '';
  if (customJsonName) options.unshift(`json_name = ${stringLiteral(field.jsonName)}`);
  if (isFieldSet(field, FieldDescriptorProtoSchema.field.defaultValue))
    options.unshift(`default = ${defaultLiteral(field)}`);
  return options;
}
