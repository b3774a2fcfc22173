import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  create,
  createFileRegistry,
  type DescMessage,
  fromBinary,
  fromJson,
  type JsonObject,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { CHECKOUT } from './checkout.ts';

/** The built set of test/fixtures/echo. */
export const ECHO_DESCRIPTORS = join(CHECKOUT, 'test/fixtures/echo/echo.binpb');
export const ECHO_SERVICE = 'trunkline.test.v1.EchoService';

const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(ECHO_DESCRIPTORS)));

function messageType(name: string): DescMessage {
  const desc = registry.getMessage(`trunkline.test.v1.${name}`);
  if (desc === undefined) throw new Error(`no message ${name}`);
  return desc;
}

export interface EchoRequest {
  readonly body?: Uint8Array;
  readonly delayMs?: number;
  readonly status?: number;
  readonly statusMessage?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly trailers?: Readonly<Record<string, string>>;
  readonly details?: Uint8Array;
  readonly size?: number;
  readonly count?: number;
}

export interface EchoResponse {
  readonly body: Uint8Array;
  readonly received: Readonly<Record<string, string>>;
  readonly deadlineMs: number;
  readonly index: number;
  readonly count: number;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const fromBase64 = (value: unknown) => new Uint8Array(Buffer.from(typeof value === 'string' ? value : '', 'base64'));
const number = (value: unknown) => (typeof value === 'number' ? value : 0);

export function encodeEchoRequest({ body, details, ...rest }: EchoRequest): Uint8Array {
  const json: JsonObject = { ...rest, metadata: { ...rest.metadata }, trailers: { ...rest.trailers } };
  if (body !== undefined) json['body'] = base64(body);
  if (details !== undefined) json['details'] = base64(details);
  const type = messageType('EchoRequest');
  return toBinary(type, fromJson(type, json));
}

export function decodeEchoRequest(bytes: Uint8Array): Required<EchoRequest> {
  const json = jsonOf('EchoRequest', bytes);
  return {
    body: fromBase64(json['body']),
    delayMs: number(json['delayMs']),
    status: number(json['status']),
    statusMessage: String(json['statusMessage'] ?? ''),
    metadata: strings(json['metadata']),
    trailers: strings(json['trailers']),
    details: fromBase64(json['details']),
    size: number(json['size']),
    count: number(json['count']),
  };
}

export function encodeEchoResponse(response: Partial<EchoResponse>): Uint8Array {
  const { body, received, ...rest } = response;
  const type = messageType('EchoResponse');
  const json: JsonObject = { ...rest, received: { ...received } };
  if (body !== undefined) json['body'] = base64(body);
  return toBinary(type, fromJson(type, json));
}

export function decodeEchoResponse(bytes: Uint8Array): EchoResponse {
  const json = jsonOf('EchoResponse', bytes);
  return {
    body: fromBase64(json['body']),
    received: strings(json['received']),
    deadlineMs: number(json['deadlineMs']),
    index: number(json['index']),
    count: number(json['count']),
  };
}

export function encodeCounts(begun: number, cancelled: number): Uint8Array {
  const type = messageType('CountsResponse');
  return toBinary(type, fromJson(type, { begun, cancelled }));
}

export function decodeCounts(bytes: Uint8Array): { readonly begun: number; readonly cancelled: number } {
  const json = jsonOf('CountsResponse', bytes);
  return { begun: number(json['begun']), cancelled: number(json['cancelled']) };
}

export const NO_COUNTS = toBinary(messageType('CountsRequest'), create(messageType('CountsRequest')));

function jsonOf(name: string, bytes: Uint8Array): JsonObject {
  const type = messageType(name);
  const json = toJson(type, fromBinary(type, bytes));
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('not an object');
  return json;
}

function strings(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]));
}
