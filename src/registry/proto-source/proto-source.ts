import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import { Edition } from '@bufbuild/protobuf/wkt';
import { findEdition } from '../admission/file-syntax.ts';
import { indexSet, qualify } from '../admission/set-index.ts';
import { Comments } from './comments.ts';
import type { OptionPrinter } from './options.ts';
import type { PrintContext } from './print-context.ts';
import { printEnum } from './print-enum.ts';
import { printFile } from './print-file.ts';
import { printMessage } from './print-message.ts';
import { printMethod, printService } from './print-service.ts';
import { SourceWriter } from './source-writer.ts';
import type { TypeNames } from './type-names.ts';

export type SymbolKind = 'service' | 'method' | 'message' | 'enum';

export interface SymbolSource {
  readonly kind: SymbolKind;
  /** Proto source, with comments where the file has them. */
  readonly source: string;
}

/** Writes the declarations of one file as proto source. Complete files only: see `completeFiles`. */
export class ProtoSource {
  readonly #file: FileDescriptorProto;
  readonly #comments: Comments;
  readonly #types: TypeNames;
  readonly #options: OptionPrinter;

  /** `withSource` is the same file with its comments; it is read for nothing else. */
  constructor(file: FileDescriptorProto, withSource: FileDescriptorProto, types: TypeNames, options: OptionPrinter) {
    this.#file = file;
    this.#comments = new Comments(withSource);
    this.#types = types;
    this.#options = options;
  }

  /** The whole file. */
  file(): string {
    return this.#print(printFile);
  }

  /** One symbol, by its full name; undefined where the file does not declare a service, method, message or enum of it. */
  find(name: string): SymbolSource | undefined {
    return this.#findType(name) ?? this.#findService(name);
  }

  #findType(name: string): SymbolSource | undefined {
    const { messages, enums } = indexSet([this.#file]);
    const message = messages.find((indexed) => indexed.name === name);
    if (message !== undefined) {
      const path = this.#path(message.name);
      return { kind: 'message', source: this.#print((context) => printMessage(context, message.proto, path, name)) };
    }
    const found = enums.find((indexed) => indexed.name === name);
    if (found === undefined) return undefined;
    return { kind: 'enum', source: this.#print((context) => printEnum(context, found.proto, this.#path(name), name)) };
  }

  #findService(name: string): SymbolSource | undefined {
    for (const [index, service] of this.#file.service.entries()) {
      const full = qualify(this.#file.package, service.name);
      if (full === name) {
        return {
          kind: 'service',
          source: this.#print((context) => printService(context, service, `6.${index}`, full)),
        };
      }
      const at = service.method.findIndex((method) => qualify(full, method.name) === name);
      const method = service.method[at];
      if (method === undefined) continue;
      const path = `6.${index}.2.${at}`;
      return { kind: 'method', source: this.#print((context) => printMethod(context, method, path, full)) };
    }
    return undefined;
  }

  /** The path of a message or enum in SourceCodeInfo, found by walking down its name. */
  #path(name: string): string {
    let scope = this.#file.package;
    let path = '';
    let messages = this.#file.messageType;
    let enums = this.#file.enumType;
    while (scope !== name) {
      const prefix = path === '' ? ['4', '5'] : [`${path}.3`, `${path}.4`];
      const message = messages.findIndex((proto) => isPrefix(qualify(scope, proto.name), name));
      const found = messages[message];
      if (found === undefined) {
        return `${prefix[1]}.${enums.findIndex((proto) => qualify(scope, proto.name) === name)}`;
      }
      path = `${prefix[0]}.${message}`;
      scope = qualify(scope, found.name);
      messages = found.nestedType;
      enums = found.enumType;
    }
    return path;
  }

  #print(print: (context: PrintContext) => void): string {
    const out = new SourceWriter(this.#comments);
    const edition = findEdition(this.#file) ?? Edition.EDITION_PROTO2;
    print({ file: this.#file, edition, out, types: this.#types, options: this.#options });
    return out.toString();
  }
}

const isPrefix = (scope: string, name: string): boolean => scope === name || name.startsWith(`${scope}.`);
