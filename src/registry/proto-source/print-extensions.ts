import type { FieldDescriptorProto } from '@bufbuild/protobuf/wkt';
import type { PrintContext } from './print-context.ts';
import { type FieldPlace, printField } from './print-field.ts';

/** Extensions, those of one message that stand in a row in one block. `path` is the path of their list. */
export function printExtensions(
  context: PrintContext,
  extensions: readonly FieldDescriptorProto[],
  path: string,
  place: FieldPlace,
): void {
  const { out, types } = context;
  const numbered = extensions.map((field, index) => ({ field, path: `${path}.${index}` }));
  for (const [position, { field }] of numbered.entries()) {
    if (numbered[position - 1]?.field.extendee === field.extendee) continue;
    const next = numbered.findIndex((other, at) => at > position && other.field.extendee !== field.extendee);
    out.gap();
    out.block('', `extend ${types.short(field.extendee, place.scope)} {`, () => {
      for (const extension of numbered.slice(position, next === -1 ? undefined : next)) {
        printField(context, extension.field, extension.path, place);
      }
    });
  }
}
