import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** How buf's packages name the processors that Node names otherwise. */
const LINUX_PROCESSORS: ReadonlyMap<string, string> = new Map([
  ['arm64', 'aarch64'],
  ['arm', 'armv7'],
]);

/**
 * The buf program of the optional package @bufbuild/buf; null where it is not installed. The platform's own package is
 * asked: the script in front of it costs a second process of Node.
 */
export function findBuf(): string | null {
  const { platform, arch } = process;
  const processor = platform === 'linux' ? (LINUX_PROCESSORS.get(arch) ?? arch) : arch;
  try {
    const fromBuf = createRequire(createRequire(import.meta.url).resolve('@bufbuild/buf/package.json'));
    const folder = dirname(fromBuf.resolve(`@bufbuild/buf-${platform}-${processor}/package.json`));
    return join(folder, 'bin', platform === 'win32' ? 'buf.exe' : 'buf');
  } catch {
    return null;
  }
}
