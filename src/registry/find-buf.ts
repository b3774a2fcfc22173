import { createRequire } from 'node:module';
import { arch, platform } from 'node:process';

const ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ['linux-arm64', 'linux-aarch64'],
  ['linux-arm', 'linux-armv7'],
]);

/**
 * The path of the buf binary for this platform, from the optional dependency @bufbuild/buf; null where it is not
 * installed. The binary itself, not the package's script: that would start a second Node to start it.
 */
export function findBuf(): string | null {
  const here = `${platform}-${arch}`;
  const binary = `@bufbuild/buf-${ARCHITECTURES.get(here) ?? here}/bin/buf${platform === 'win32' ? '.exe' : ''}`;
  const require = createRequire(import.meta.url);
  try {
    const besideBuf = createRequire(require.resolve('@bufbuild/buf/package.json'));
    return besideBuf.resolve(binary);
  } catch {
    // An optional dependency: a machine without it works, but for checks of compatibility.
    return null;
  }
}
