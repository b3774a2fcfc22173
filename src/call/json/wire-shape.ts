import { type DescExtension, type DescField, type DescMessage, type Registry, ScalarType } from '@bufbuild/protobuf';
import { AnySchema } from '@bufbuild/protobuf/wkt';

export const WIRE = { VARINT: 0, BITS_64: 1, BYTES: 2, GROUP: 3, END_GROUP: 4, BITS_32: 5 } as const;

/** What one field of a message looks like on the wire. */
export interface FieldShape {
  readonly jsonName: string;
  readonly wireType: number;
  /** Of each element, where elements may also stand packed in one run of bytes; -1 where they may not. */
  readonly packedAs: number;
  /** What its bytes or group hold; null for a scalar. */
  readonly message: MessageShape | null;
}

/** What a message looks like on the wire. Made when first asked for, so that types may contain one another. */
export interface MessageShape {
  /** Null for what has no extensions: a map's entry, a group that is not known. */
  readonly desc: DescMessage | null;
  readonly isAny: boolean;
  readonly fields: ReadonlyMap<number, FieldShape>;
}

/** The wire shapes of the messages of one set. */
export class WireShapes {
  readonly #registry: Registry;
  readonly #shapes = new Map<DescMessage, Shape>();
  readonly #extensions = new Map<DescExtension, FieldShape>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  get(desc: DescMessage): MessageShape {
    const known = this.#shapes.get(desc);
    if (known !== undefined) return known;
    const shape = new Shape(desc, this);
    this.#shapes.set(desc, shape);
    return shape;
  }

  findByName(typeName: string): MessageShape | undefined {
    const desc = this.#registry.getMessage(typeName);
    return desc === undefined ? undefined : this.get(desc);
  }

  findExtension(desc: DescMessage | null, number: number): FieldShape | undefined {
    if (desc === null) return undefined;
    const extension = this.#registry.getExtensionFor(desc, number);
    if (extension === undefined) return undefined;
    const known = this.#extensions.get(extension);
    if (known !== undefined) return known;
    const shape = fieldShape(extension, this);
    this.#extensions.set(extension, shape);
    return shape;
  }
}

class Shape implements MessageShape {
  readonly desc: DescMessage;
  readonly isAny: boolean;
  readonly #shapes: WireShapes;
  #fields: ReadonlyMap<number, FieldShape> | null = null;

  constructor(desc: DescMessage, shapes: WireShapes) {
    this.desc = desc;
    this.isAny = desc.typeName === AnySchema.typeName;
    this.#shapes = shapes;
  }

  get fields(): ReadonlyMap<number, FieldShape> {
    this.#fields ??= new Map(this.desc.fields.map((field) => [field.number, fieldShape(field, this.#shapes)]));
    return this.#fields;
  }
}

function fieldShape(field: DescField | DescExtension, shapes: WireShapes): FieldShape {
  const { jsonName } = field;
  if (field.fieldKind === 'map') {
    const message = entryShape(field, shapes);
    return { jsonName, wireType: WIRE.BYTES, packedAs: -1, message };
  }
  if (field.message !== undefined) {
    const wireType = field.delimitedEncoding ? WIRE.GROUP : WIRE.BYTES;
    return { jsonName, wireType, packedAs: -1, message: shapes.get(field.message) };
  }
  const wireType = field.scalar === undefined ? WIRE.VARINT : wireTypeOf(field.scalar);
  return {
    jsonName,
    wireType,
    packedAs: field.fieldKind === 'list' && wireType !== WIRE.BYTES ? wireType : -1,
    message: null,
  };
}

function entryShape(field: DescField & { fieldKind: 'map' }, shapes: WireShapes): MessageShape {
  const key = { jsonName: 'key', wireType: wireTypeOf(field.mapKey), packedAs: -1, message: null };
  const value = {
    jsonName: 'value',
    wireType:
      field.mapKind === 'message' ? WIRE.BYTES : field.mapKind === 'enum' ? WIRE.VARINT : wireTypeOf(field.scalar),
    packedAs: -1,
    message: field.mapKind === 'message' ? shapes.get(field.message) : null,
  };
  return {
    desc: null,
    isAny: false,
    fields: new Map([
      [1, key],
      [2, value],
    ]),
  };
}

function wireTypeOf(scalar: ScalarType): number {
  switch (scalar) {
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return WIRE.BYTES;
    case ScalarType.DOUBLE:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return WIRE.BITS_64;
    case ScalarType.FLOAT:
    case ScalarType.FIXED32:
    case ScalarType.SFIXED32:
      return WIRE.BITS_32;
    default:
      return WIRE.VARINT;
  }
}
