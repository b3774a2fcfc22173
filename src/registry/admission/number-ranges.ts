import type { DescriptorProto } from '@bufbuild/protobuf/wkt';

/** Numbers from `start` up to but without `end`. */
export interface NumberRange {
  readonly what: 'field' | 'reserved' | 'extension' | 'value';
  /** Of the field or value; empty for a range. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The reserved and extension ranges of a message. */
export function numberRanges(proto: DescriptorProto): readonly NumberRange[] {
  return [
    ...proto.reservedRange.map(({ start, end }): NumberRange => ({ what: 'reserved', name: '', start, end })),
    ...proto.extensionRange.map(({ start, end }): NumberRange => ({ what: 'extension', name: '', start, end })),
  ];
}

/** Neighbours that share a number, in O(n log n): a set may have as many ranges as it has elements. */
export function* overlapping(ranges: readonly NumberRange[]): Generator<readonly [NumberRange, NumberRange]> {
  let widest: NumberRange | null = null;
  for (const range of ranges.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (widest !== null && range.start < widest.end && range.end > range.start) yield [widest, range];
    if (widest === null || range.end > widest.end) widest = range;
  }
}
