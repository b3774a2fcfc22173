import type { RefusalCause } from '../upload.ts';

export interface RuleRow {
  /** Decides the status of a refusal: see `RefusalCause`. */
  readonly cause: RefusalCause;
  readonly meaning: string;
  readonly remedy: string;
}

/**
 * Why an upload is refused, each rule once. docs/ADMISSION.md is made of this table. What `buf breaking` finds comes
 * under buf's own rule names and is not listed here.
 */
export const RULES = {
  ILLEGAL_BACKEND_NAME: {
    cause: 'upload',
    meaning: 'The backend’s name is not DNS-safe.',
    remedy: 'Use 1 to 63 lower-case letters, digits and dashes, with no dash first or last.',
  },
  ILLEGAL_ENDPOINT: {
    cause: 'upload',
    meaning: 'An endpoint is not HOST:PORT, is listed twice, or is an address that no backend can be behind.',
    remedy: 'Name each endpoint once as HOST:PORT or [IPV6]:PORT, with the port that the backend listens on.',
  },
  ILLEGAL_TIMEOUT: {
    cause: 'upload',
    meaning: 'A timeout is not a whole number of milliseconds, or the default is above the maximum.',
    remedy: 'Use 0 for the gateway’s default, or milliseconds up to 2147483647, the default not above the maximum.',
  },
  ILLEGAL_CONSUL_TARGET: {
    cause: 'upload',
    meaning: 'The service, tag or data centre of a Consul target is not a name that Consul can serve.',
    remedy:
      'Use letters, digits and dashes; a tag may have dots too. Register the service under such a name in Consul.',
  },
  ILLEGAL_POLICY: {
    cause: 'upload',
    meaning: 'A part of the policy that says how calls reach the endpoints is out of its range.',
    remedy: 'See `trunkline backend register --help` for what each part may be.',
  },
  MALFORMED: {
    cause: 'upload',
    meaning: 'The bytes are not a google.protobuf.FileDescriptorSet.',
    remedy: 'Upload what `protoc --include_imports --descriptor_set_out` or `buf build -o set.binpb` writes, as it is.',
  },
  EMPTY_SET: {
    cause: 'upload',
    meaning: 'The set has no file.',
    remedy: 'Upload the set that holds the backend’s services and all of their imports.',
  },
  LIMIT_EXCEEDED: {
    cause: 'upload',
    meaning:
      'The set is larger, longer or more deeply nested than is taken, or takes too much time or memory to check.',
    remedy: 'Upload only the files that the backend’s services need; see the limits in docs/ADMISSION.md.',
  },
  UNSUPPORTED_EDITION: {
    cause: 'upload',
    meaning: 'The syntax or edition of a file is not one that this gateway knows.',
    remedy: 'Use proto2, proto3 or edition 2023.',
  },
  ILLEGAL_NAME: {
    cause: 'upload',
    meaning: 'A name is not a legal protobuf identifier, package or file path, or is too long.',
    remedy: 'Build the set with protoc or buf, which allow legal names only.',
  },
  DUPLICATE_FILE: {
    cause: 'upload',
    meaning: 'Two files of one path have different contents. The same file twice is accepted once.',
    remedy: 'Build the set from one source tree, in which each path stands for one file.',
  },
  MISSING_IMPORT: {
    cause: 'upload',
    meaning: 'A file imports one that the set does not hold. The order of files does not matter.',
    remedy: 'Build the set with all imports: `protoc --include_imports`; buf includes them by itself.',
  },
  DUPLICATE_IMPORT: {
    cause: 'upload',
    meaning: 'A file imports another one twice.',
    remedy: 'Import each file once.',
  },
  IMPORT_CYCLE: {
    cause: 'upload',
    meaning: 'A file imports itself, by way of others or directly.',
    remedy: 'Move what the files share into a file of its own.',
  },
  DUPLICATE_SYMBOL: {
    cause: 'upload',
    meaning: 'Two things in the set have the same full name.',
    remedy: 'Give each a name of its own. An enum’s values stand beside the enum, not within it.',
  },
  UNRESOLVED_TYPE: {
    cause: 'upload',
    meaning: 'A type is not defined in the file or its imports, or is not of the kind that is needed there.',
    remedy: 'Import the file that defines the type; use messages for methods, and messages or enums for fields.',
  },
  ILLEGAL_FIELD: {
    cause: 'upload',
    meaning: 'A field has no legal type, label or default value for its syntax.',
    remedy: 'Build the set with protoc or buf, which allow legal fields only.',
  },
  ILLEGAL_FIELD_NUMBER: {
    cause: 'upload',
    meaning: 'A field’s number is not within 1 to 536870911, or is one of 19000 to 19999, which protobuf keeps.',
    remedy: 'Choose another number.',
  },
  DUPLICATE_FIELD_NUMBER: {
    cause: 'upload',
    meaning: 'Two fields of one message, or two extensions of one, have the same number.',
    remedy: 'Give each field a number of its own.',
  },
  ILLEGAL_RANGE: {
    cause: 'upload',
    meaning: 'A reserved or extension range is empty, out of bounds, or overlaps another one.',
    remedy: 'Let ranges begin at 1 or above, end after they begin, and not overlap.',
  },
  RESERVED_OVERLAP: {
    cause: 'upload',
    meaning: 'A field or enum value uses a number or name that is reserved.',
    remedy: 'Choose another number or name; what is reserved was used once and may still be on the wire.',
  },
  ILLEGAL_EXTENSION: {
    cause: 'upload',
    meaning: 'An extension’s number is not within an extension range of the message, or its label is not allowed.',
    remedy: 'Declare the range in the extended message, and use optional or repeated.',
  },
  ILLEGAL_ENUM: {
    cause: 'upload',
    meaning: 'An enum has no value, or two of one number without allow_alias.',
    remedy: 'Give each value a number of its own, or set allow_alias.',
  },
  ENUM_WITHOUT_ZERO: {
    cause: 'upload',
    meaning: 'The first value of an open enum (proto3 and editions) is not zero.',
    remedy: 'Begin the enum with a value of number 0, by custom NAME_UNSPECIFIED.',
  },
  ILLEGAL_MAP_ENTRY: {
    cause: 'upload',
    meaning: 'A message that stands for a map’s entry does not have the form that protoc gives it.',
    remedy: 'Declare the field as map<key, value>; keys are integers, booleans or strings.',
  },
  ILLEGAL_ONEOF: {
    cause: 'upload',
    meaning:
      'A field refers to a oneof that its message does not have, a oneof has no field, or a field in it is no singular one.',
    remedy: 'Build the set with protoc or buf, which write legal oneofs only.',
  },
  JSON_NAME_CONFLICT: {
    cause: 'upload',
    meaning: 'Two fields of one message have the same name in JSON.',
    remedy: 'Rename one of them; names that differ only by underscores and case are the same in JSON.',
  },
  FORBIDDEN: {
    cause: 'owner',
    meaning: 'Another backend serves this service. Messages and files may be shared, a service may not.',
    remedy: 'Leave the service out, or have its owner give it up first.',
  },
  SERVICE_DELETED: {
    cause: 'live',
    meaning: 'A service that is live is not in the set.',
    remedy: 'Keep the service, or force the change with compatibility `none` once nobody calls it.',
  },
  METHOD_DELETED: {
    cause: 'live',
    meaning: 'A method that is live is not in the set.',
    remedy: 'Keep the method, or force the change with compatibility `none` once nobody calls it.',
  },
  CHECK_UNAVAILABLE: {
    cause: 'live',
    meaning: 'The change could not be held against the live revision, because `buf` is missing or failed.',
    remedy: 'Install the optional dependency @bufbuild/buf, or force the change with compatibility `none`.',
  },
  ADMISSION_BUSY: {
    cause: 'busy',
    meaning: 'As many uploads are being checked, or wait for it, as the gateway takes.',
    remedy: 'Try again in a few seconds.',
  },
} as const satisfies Record<string, RuleRow>;

export type Rule = keyof typeof RULES;

/** What a finding was refused for; a rule that is not ours is one of buf's. */
export function causeOf(rule: string): RefusalCause {
  return isRule(rule) ? RULES[rule].cause : 'live';
}

const isRule = (rule: string): rule is Rule => Object.hasOwn(RULES, rule);
