import type { DescFile } from '@bufbuild/protobuf';
import {
  file_google_protobuf_any,
  file_google_protobuf_duration,
  file_google_protobuf_empty,
  file_google_protobuf_field_mask,
  file_google_protobuf_struct,
  file_google_protobuf_timestamp,
  file_google_protobuf_wrappers,
} from '@bufbuild/protobuf/wkt';

/**
 * The files whose messages JSON writes in a form of their own. The library treats a message as one of these by its name
 * alone, so a set always gets them from here, whatever it brings under these names.
 */
export const WELL_KNOWN_FILES: ReadonlyMap<string, DescFile> = new Map(
  [
    file_google_protobuf_any,
    file_google_protobuf_duration,
    file_google_protobuf_empty,
    file_google_protobuf_field_mask,
    file_google_protobuf_struct,
    file_google_protobuf_timestamp,
    file_google_protobuf_wrappers,
  ].map((file) => [file.proto.name, file]),
);

export const WELL_KNOWN_MESSAGES: ReadonlySet<string> = new Set(
  [...WELL_KNOWN_FILES.values()].flatMap((file) => file.messages.map((message) => message.typeName)),
);
