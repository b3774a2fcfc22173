import { type FieldDescriptorProto, FieldDescriptorProto_Type as FieldType } from '@bufbuild/protobuf/wkt';

/** A string literal. Control characters become octal escapes, which every compiler reads. */
export function stringLiteral(text: string): string {
  const escaped = text.replaceAll(/["\\]/g, '\\$&').replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  });
  return `"${escaped}"`;
}

/** The value of a `default` option. Admission has made sure that it is one of the field's type. */
export function defaultLiteral(field: FieldDescriptorProto): string {
  switch (field.type) {
    case FieldType.STRING:
      return stringLiteral(field.defaultValue);
    case FieldType.BYTES:
      // Already escaped as in C; only a bare quote would end the literal.
      return `"${field.defaultValue.replaceAll(/\\.|"/g, (part) => (part === '"' ? '\\"' : part))}"`;
    default:
      return field.defaultValue;
  }
}
