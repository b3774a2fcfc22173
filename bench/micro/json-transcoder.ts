import type { MessageInitShape } from '@bufbuild/protobuf';
import { create, toBinary } from '@bufbuild/protobuf';
import {
  type DescriptorProtoSchema,
  FileDescriptorSetSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt';
import { Transcoder } from '../../src/call/json/index.ts';
import type { MicroCase } from './measure.ts';

type MessageInit = MessageInitShape<typeof DescriptorProtoSchema>;

const transcoder = new Transcoder(shopSet(), { maxJsonBytes: 1024 * 1024, emitDefaults: false });
const method = transcoder.findMethod('shop.v1.Orders', 'Put');
const json = Buffer.from(
  '{"id":"o-1001","customer":"42","status":"PAID","items":[{"sku":"a-1","quantity":2,"price":{"units":"12"}}]}',
);
const request = method?.requestToBinary(json);
const binary = request?.kind === 'done' ? request.bytes : new Uint8Array(0);
const broken = Buffer.from(json.toString().replace('"12"', '"x2"'));

export const CASES: readonly MicroCase[] = [
  { name: 'read a request of 107 bytes of JSON', run: (times) => readAll(times, json) },
  {
    name: 'write a response of 107 bytes of JSON',
    run: (times) => {
      let done = 0;
      for (let i = 0; i < times; i++) if (method?.responseToJson(binary).kind === 'done') done++;
      return done;
    },
  },
  { name: 'refuse a request of 107 bytes of JSON, with the path', run: (times) => readAll(times, broken) },
];

function readAll(times: number, payload: Uint8Array): number {
  let done = 0;
  for (let i = 0; i < times; i++) if (method?.requestToBinary(payload).kind === 'done') done++;
  return done;
}

function shopSet(): Uint8Array {
  const set = create(FileDescriptorSetSchema, {
    file: [
      {
        name: 'shop.proto',
        package: 'shop.v1',
        syntax: 'proto3',
        messageType: [
          message('Money', ['currency', Type.STRING], ['units', Type.INT64], ['nanos', Type.INT32]),
          message('Item', ['sku', Type.STRING], ['quantity', Type.UINT32], ['price', Type.MESSAGE, '.shop.v1.Money']),
          message(
            'Order',
            ['id', Type.STRING],
            ['customer', Type.INT64],
            ['status', Type.ENUM, '.shop.v1.Status'],
            ['items', Type.MESSAGE, '.shop.v1.Item'],
          ),
        ],
        enumType: [
          {
            name: 'Status',
            value: [
              { name: 'UNKNOWN', number: 0 },
              { name: 'PAID', number: 1 },
            ],
          },
        ],
        service: [
          { name: 'Orders', method: [{ name: 'Put', inputType: '.shop.v1.Order', outputType: '.shop.v1.Order' }] },
        ],
      },
    ],
  });
  return toBinary(FileDescriptorSetSchema, set);
}

function message(name: string, ...fields: readonly (readonly [string, Type, string?])[]): MessageInit {
  return {
    name,
    field: fields.map(([fieldName, type, typeName = ''], index) => ({
      name: fieldName,
      number: index + 1,
      type,
      label: fieldName === 'items' ? Label.REPEATED : Label.OPTIONAL,
      typeName,
    })),
  };
}
