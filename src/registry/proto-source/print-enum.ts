import { type EnumDescriptorProto, EnumOptionsSchema, EnumValueOptionsSchema } from '@bufbuild/protobuf/wkt';
import { inBrackets, type PrintContext, printOptionLines } from './print-context.ts';
import { rangeText, reservedNames } from './ranges.ts';
import { visibility } from './visibility.ts';

const MAX_ENUM_NUMBER = 2 ** 31 - 1;

/** An enum. `path` is its path in SourceCodeInfo, `name` its full name. */
export function printEnum(context: PrintContext, proto: EnumDescriptorProto, path: string, name: string): void {
  const { out } = context;
  out.block(path, `${visibility(proto.visibility)}enum ${proto.name} {`, () => {
    printOptionLines(out, context.options.print(EnumOptionsSchema, proto.options, name));
    for (const { start, end } of proto.reservedRange) out.line(`reserved ${rangeText(start, end, MAX_ENUM_NUMBER)};`);
    if (proto.reservedName.length > 0) out.line(`reserved ${reservedNames(context, proto.reservedName)};`);
    proto.value.forEach((value, index) => {
      const options = inBrackets(context.options.print(EnumValueOptionsSchema, value.options, name));
      out.declaration(`${path}.2.${index}`, `${value.name} = ${value.number}${options};`);
    });
  });
}
