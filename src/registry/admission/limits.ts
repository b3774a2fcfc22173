/**
 * What a descriptor set may hold at most. All of it is counted on the wire bytes, before anything is decoded: what is
 * within these limits is checked in less than two seconds and 128 MiB, measured on one core of 2024.
 */
export const LIMITS = {
  /** The whole upload, in bytes. Large public API sets with all comments have about 10 MiB. */
  setBytes: 16 * 1024 * 1024,
  /** Files in one set. A chain of imports can be no longer. */
  files: 2_000,
  /** Messages, fields, oneofs, enums, enum values, extensions, services, methods and ranges, all together. */
  elements: 100_000,
  /** Tags on the wire outside of comments and positions, options and unknown fields with them. */
  fields: 1_000_000,
  /** Comments and positions (`SourceCodeInfo.Location`). They are read one file at a time, by `describe` alone. */
  locations: 400_000,
  /**
   * How deep messages may be nested, the outermost counted. With one more, the decoder of @bufbuild/protobuf would
   * reach its own limit of 100 nested wire messages.
   */
  nesting: 97,
  /** How deep wire messages and groups may be nested within options, which hold whatever a team defines. */
  optionNesting: 32,
  /** A full name, in characters. The longest legal file path as well. */
  nameCharacters: 512,
  /** Findings in one refusal: beyond that, the rest is only counted. */
  findings: 100,
} as const;

export type Limits = { readonly [K in keyof typeof LIMITS]: number };
