import { create, createFileRegistry, type DescMessage } from '@bufbuild/protobuf';
import {
  type FieldDescriptorProto,
  FieldDescriptorProtoSchema,
  FileDescriptorProtoSchema,
  file_google_protobuf_any,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt';

/**
 * `google.rpc.Status`, as it stands in grpc-status-details-bin. Made here, because few sets have it and none is trusted
 * to have the real one. Source: google/rpc/status.proto in github.com/googleapis/googleapis.
 */
export function rpcStatusType(): DescMessage {
  const file = create(FileDescriptorProtoSchema, {
    name: 'google/rpc/status.proto',
    package: 'google.rpc',
    syntax: 'proto3',
    dependency: [file_google_protobuf_any.proto.name],
    messageType: [
      {
        name: 'Status',
        field: [
          field('code', 1, Type.INT32, Label.OPTIONAL),
          field('message', 2, Type.STRING, Label.OPTIONAL),
          field('details', 3, Type.MESSAGE, Label.REPEATED, '.google.protobuf.Any'),
        ],
      },
    ],
  });
  const status = createFileRegistry(file, () => file_google_protobuf_any).getMessage('google.rpc.Status');
  if (status === undefined) throw new Error('google.rpc.Status is not in its own file');
  return status;
}

function field(name: string, number: number, type: Type, label: Label, typeName = ''): FieldDescriptorProto {
  return create(FieldDescriptorProtoSchema, { name, jsonName: name, number, type, label, typeName });
}
