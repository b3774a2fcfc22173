import { type DescMessage, fromJson, type JsonValue, type Registry } from '@bufbuild/protobuf';
import { hasCustomJsonRepresentation } from '@bufbuild/protobuf/wkt';
import { explainFieldError } from './explain-field-error.ts';
import type { FieldPath } from './field-path.ts';
import { locateMessageFault } from './locate-message-fault.ts';
import type { Fault } from './transcoded.ts';
import { type WatchedAny, WatchedJson } from './watched-json.ts';

/**
 * Where a JSON value fails to fit a message type, and why; null where it fits. For a value that was refused: the
 * library's errors name the field, but not its path, so the value is read a second time, under watch. The library judges
 * each value right after it reads it, so what it read last is what it threw for.
 */
export function locateJsonFault(
  desc: DescMessage,
  json: JsonValue,
  registry: Registry,
  path: FieldPath | null = null,
): Fault | null {
  const watched = new WatchedJson(json, path);
  try {
    const message = fromJson(desc, watched.view, { registry });
    return locateMessageFault(desc, message, registry, path);
  } catch (error) {
    const { any } = watched.last;
    const within = any === null ? null : locateWithinAny(any, registry);
    return within ?? { path: watched.last.path, reason: explainFieldError(error, watched.last) };
  }
}

/** The library reads an Any from a copy, which is not watched: its message is read once more, for itself. */
function locateWithinAny(any: WatchedAny, registry: Registry): Fault | null {
  const { '@type': url, ...members } = any.json;
  if (typeof url !== 'string') return null;
  const desc = registry.getMessage(url.slice(url.lastIndexOf('/') + 1));
  if (desc === undefined) return null;
  if (!hasCustomJsonRepresentation(desc)) return locateJsonFault(desc, members, registry, any.path);
  return locateJsonFault(desc, members['value'] ?? null, registry, { parent: any.path, key: 'value' });
}
