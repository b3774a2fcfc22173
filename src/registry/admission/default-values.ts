import { FieldDescriptorProto_Type as FieldType } from '@bufbuild/protobuf/wkt';
import { type Findings, quote } from './findings.ts';
import { qualify, type SetIndex } from './set-index.ts';
import type { SymbolTable } from './symbol-table.ts';
import { resolveTypeName } from './type-scope.ts';

const INT32 = [-(2n ** 31n), 2n ** 31n - 1n] as const;
const INT64 = [-(2n ** 63n), 2n ** 63n - 1n] as const;
const UINT32 = [0n, 2n ** 32n - 1n] as const;
const UINT64 = [0n, 2n ** 64n - 1n] as const;

const INTEGERS: ReadonlyMap<FieldType, readonly [least: bigint, most: bigint]> = new Map([
  [FieldType.INT32, INT32],
  [FieldType.SINT32, INT32],
  [FieldType.SFIXED32, INT32],
  [FieldType.INT64, INT64],
  [FieldType.SINT64, INT64],
  [FieldType.SFIXED64, INT64],
  [FieldType.UINT32, UINT32],
  [FieldType.FIXED32, UINT32],
  [FieldType.UINT64, UINT64],
  [FieldType.FIXED64, UINT64],
]);

const INTEGER = /^(0|-?[1-9][0-9]{0,19})$/;
const FLOAT = /^(-?inf|nan|-?nan|-?[0-9]+(\.[0-9]*)?(e[+-]?[0-9]{1,4})?)$/;
const ESCAPED = /^(?:[^\\\n]|\\[abfnrtv\\'"?]|\\[0-7]{1,3}|\\x[0-9a-f]{1,2})*$/i;

/**
 * Default values are text in a descriptor. The compiler behind JSON calls reads `12; option x` as 12, and proto source
 * would show it as it is, so each must be exactly what protoc writes for its type.
 */
export function checkDefaults(set: SetIndex, symbols: SymbolTable, findings: Findings): void {
  const values = new Map(set.enums.map(({ name, proto }) => [name, new Set(proto.value.map((value) => value.name))]));
  const check = (
    file: string,
    symbol: string,
    scope: string,
    field: (typeof set.extensions)[number]['proto'],
  ): void => {
    if (field.defaultValue === '') return;
    const named =
      field.type === FieldType.ENUM ? values.get(resolveTypeName(field.typeName, scope, symbols)) : undefined;
    if (isDefault(field.type, field.defaultValue, named ?? new Set())) return;
    findings.add('ILLEGAL_FIELD', { file, symbol }, `${quote(field.defaultValue)} cannot be the default of its type`);
  };
  for (const { file, name, proto } of set.messages) {
    for (const field of proto.field) check(file.name, qualify(name, field.name), name, field);
  }
  for (const { file, name, proto, scope } of set.extensions) check(file.name, name, scope, proto);
}

function isDefault(type: FieldType, text: string, enumValues: ReadonlySet<string>): boolean {
  switch (type) {
    case FieldType.STRING:
      return true;
    case FieldType.BYTES:
      return ESCAPED.test(text);
    case FieldType.BOOL:
      return text === 'true' || text === 'false';
    case FieldType.ENUM:
      return enumValues.has(text);
    case FieldType.DOUBLE:
    case FieldType.FLOAT:
      return FLOAT.test(text);
    default: {
      const bounds = INTEGERS.get(type);
      return bounds !== undefined && INTEGER.test(text) && BigInt(text) >= bounds[0] && BigInt(text) <= bounds[1];
    }
  }
}
