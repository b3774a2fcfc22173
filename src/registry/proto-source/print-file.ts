import { Edition, type FileDescriptorProto, FileOptionsSchema } from '@bufbuild/protobuf/wkt';
import { qualify } from '../admission/set-index.ts';
import { stringLiteral } from './literals.ts';
import { type PrintContext, printOptionLines } from './print-context.ts';
import { printEnum } from './print-enum.ts';
import { printExtensions } from './print-extensions.ts';
import { isFieldsOwn } from './print-field.ts';
import { printMessage, printMessageBody } from './print-message.ts';
import { printService } from './print-service.ts';

/** A whole file: what compiles to the same descriptor again, but for the order among declarations of different kinds. */
export function printFile(context: PrintContext): void {
  const { file, out } = context;
  out.declaration('12', syntaxLine(context));
  if (file.package !== '') {
    out.gap();
    out.declaration('2', `package ${file.package};`);
  }
  printImports(context, file);
  const options = context.options.print(FileOptionsSchema, file.options, file.package);
  if (options.length > 0) out.gap();
  printOptionLines(out, options);

  file.service.forEach((service, index) => {
    out.gap();
    printService(context, service, `6.${index}`, qualify(file.package, service.name));
  });
  file.messageType.forEach((message, index) => {
    if (file.extension.some((field) => isFieldsOwn(field, message, file.package))) return;
    out.gap();
    printMessage(context, message, `4.${index}`, qualify(file.package, message.name));
  });
  file.enumType.forEach((declared, index) => {
    out.gap();
    printEnum(context, declared, `5.${index}`, qualify(file.package, declared.name));
  });
  printExtensions(context, file.extension, '7', {
    scope: file.package,
    scopePath: '',
    nested: file.messageType,
    printBody: printMessageBody,
  });
}

function syntaxLine({ edition }: PrintContext): string {
  switch (edition) {
    case Edition.EDITION_PROTO2:
      return 'syntax = "proto2";';
    case Edition.EDITION_PROTO3:
      return 'syntax = "proto3";';
    default:
      return `edition = "${Edition[edition].replace('EDITION_', '')}";`;
  }
}

function printImports({ out }: PrintContext, file: FileDescriptorProto): void {
  if (file.dependency.length + file.optionDependency.length > 0) out.gap();
  const isPublic = new Set(file.publicDependency);
  const isWeak = new Set(file.weakDependency);
  file.dependency.forEach((path, index) => {
    const modifier = isPublic.has(index) ? 'public ' : isWeak.has(index) ? 'weak ' : '';
    out.declaration(`3.${index}`, `import ${modifier}${stringLiteral(path)};`);
  });
  file.optionDependency.forEach((path, index) => {
    out.declaration(`15.${index}`, `import option ${stringLiteral(path)};`);
  });
}
