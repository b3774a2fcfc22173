import {
  type MethodDescriptorProto,
  MethodOptionsSchema,
  type ServiceDescriptorProto,
  ServiceOptionsSchema,
} from '@bufbuild/protobuf/wkt';
import { type PrintContext, printOptionLines } from './print-context.ts';

/** A service. `path` is its path in SourceCodeInfo, `name` its full name. */
export function printService(context: PrintContext, proto: ServiceDescriptorProto, path: string, name: string): void {
  const { out } = context;
  out.block(path, `service ${proto.name} {`, () => {
    printOptionLines(out, context.options.print(ServiceOptionsSchema, proto.options, name));
    proto.method.forEach((method, index) => {
      printMethod(context, method, `${path}.2.${index}`, name);
    });
  });
}

/** A method. `service` is the full name of its service. */
export function printMethod(context: PrintContext, proto: MethodDescriptorProto, path: string, service: string): void {
  const { out, types } = context;
  const input = `${proto.clientStreaming ? 'stream ' : ''}${types.short(proto.inputType, service)}`;
  const output = `${proto.serverStreaming ? 'stream ' : ''}${types.short(proto.outputType, service)}`;
  const head = `rpc ${proto.name}(${input}) returns (${output})`;
  const options = context.options.print(MethodOptionsSchema, proto.options, service);
  if (options.length === 0) out.declaration(path, `${head};`);
  else out.block(path, `${head} {`, () => printOptionLines(out, options));
}
