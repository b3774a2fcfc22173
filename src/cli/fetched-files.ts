import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { Failure } from './failure.ts';

/** Fields of google.protobuf.FileDescriptorProto, and of ServiceDescriptorProto (its name is field 1 as well). */
const NAME = 1;
const PACKAGE = 2;
const DEPENDENCY = 3;
const SERVICE = 6;
/** The one field of google.protobuf.FileDescriptorSet. */
const FILE = 1;

export interface FetchLimits {
  readonly maxBytes: number;
  readonly maxFiles: number;
}

/** The files that a reflection server has sent so far, as sent. The first file of a name counts. */
export class FetchedFiles {
  readonly #limits: FetchLimits;
  readonly #files = new Map<string, Uint8Array>();
  readonly #services = new Set<string>();
  readonly #wanted = new Set<string>();
  #bytes = 0;

  constructor(limits: FetchLimits) {
    this.#limits = limits;
  }

  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** Whether one of the files defines `service`, by its full name. */
  define(service: string): boolean {
    return this.#services.has(service);
  }

  /** A file that is imported and not here; null where all are. */
  missing(): string | null {
    for (const file of this.#wanted) return file;
    return null;
  }

  /** @throws Failure beyond the limits, or where the bytes are no FileDescriptorProto. */
  add(files: readonly Uint8Array[]): void {
    for (const bytes of files) {
      const { name, imports, services } = readFile(bytes);
      if (this.#files.has(name)) continue;
      this.#bytes += bytes.length;
      if (this.#bytes > this.#limits.maxBytes || this.#files.size >= this.#limits.maxFiles) {
        const { maxBytes, maxFiles } = this.#limits;
        throw new Failure(`The server has more than ${maxFiles} files or ${maxBytes / 1024 / 1024} MiB to send.`, {
          remedy: 'Use --descriptors or --proto.',
        });
      }
      this.#files.set(name, bytes);
      this.#wanted.delete(name);
      for (const service of services) this.#services.add(service);
      for (const file of imports) if (!this.#files.has(file)) this.#wanted.add(file);
    }
  }

  /** The bytes of a google.protobuf.FileDescriptorSet. */
  asDescriptorSet(): Uint8Array {
    const writer = new BinaryWriter();
    for (const bytes of this.#files.values()) writer.tag(FILE, WireType.LengthDelimited).bytes(bytes);
    return writer.finish();
  }
}

interface ReadFile {
  readonly name: string;
  readonly imports: readonly string[];
  /** Full names. */
  readonly services: readonly string[];
}

function readFile(bytes: Uint8Array): ReadFile {
  let [name, packageName] = ['', ''];
  const imports: string[] = [];
  const services: string[] = [];
  try {
    eachField(bytes, {
      [NAME]: (reader) => {
        name = reader.string();
      },
      [PACKAGE]: (reader) => {
        packageName = reader.string();
      },
      [DEPENDENCY]: (reader) => {
        imports.push(reader.string());
      },
      [SERVICE]: (reader) => {
        eachField(reader.bytes(), { [NAME]: (inner) => services.push(inner.string()) });
      },
    });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new Failure('The server sent a file that is no FileDescriptorProto.', { facts: [['cause', cause]] });
  }
  return { name, imports, services: services.map((service) => (packageName ? `${packageName}.${service}` : service)) };
}

function eachField(bytes: Uint8Array, takers: Readonly<Record<number, (reader: BinaryReader) => void>>): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    const take = wireType === WireType.LengthDelimited ? takers[field] : undefined;
    if (take === undefined) reader.skip(wireType, field);
    else take(reader);
  }
}
