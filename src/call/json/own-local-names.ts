import type { DescMessage, FileRegistry } from '@bufbuild/protobuf';
import { nestedTypes } from '@bufbuild/protobuf/reflect';
import { DescriptorSetError } from './descriptor-set-error.ts';
import { WELL_KNOWN_FILES, WELL_KNOWN_MESSAGES } from './well-known-files.ts';

/**
 * Takes from an uploaded set the choice of property names.
 *
 * The library keeps a message as an object with one property for each field, named after the field. It escapes only
 * some of the names that every object inherits: an unset message field `hasOwnProperty` reads as the inherited function,
 * and decoding then writes the client's data onto it, for the whole process; an extension `constructor` does the same to
 * `Object`. And two legal names, such as the field `fooBar` and the oneof `foo_bar`, may claim one property. Neither the
 * wire nor JSON knows these names, so every field, oneof and extension gets one that nothing else has.
 *
 * To be called before the first message of the registry is read or written: the library compiles its readers then.
 */
export function assignOwnLocalNames(registry: FileRegistry): void {
  for (const file of registry.files) {
    if (WELL_KNOWN_FILES.has(file.proto.name)) continue;
    for (const type of nestedTypes(file)) {
      if (type.kind === 'extension') Object.assign(type, { typeName: type.jsonName });
      if (type.kind !== 'message') continue;
      if (WELL_KNOWN_MESSAGES.has(type.typeName)) {
        throw new DescriptorSetError(`${file.proto.name}: ${type.typeName} is a well-known type of another file`);
      }
      renameMembers(type);
    }
  }
}

function renameMembers(message: DescMessage): void {
  for (const [index, field] of message.fields.entries()) Object.assign(field, { localName: `f${index}` });
  for (const [index, oneof] of message.oneofs.entries()) Object.assign(oneof, { localName: `o${index}` });
}
