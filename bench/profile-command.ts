import { Command, Option } from 'commander';
import { FULL, positive, QUICK, shapes } from './arguments.ts';
import type { PayloadEncoding } from './echo-payload.ts';
import type { Shape } from './load/round.ts';
import { asProfile } from './profile/profile-report.ts';
import { takeProfile } from './profile/take-profile.ts';

interface Options {
  readonly shape?: readonly Shape[];
  readonly quick?: boolean;
  readonly payload: number;
  readonly encoding: PayloadEncoding;
}

const PROFILED_SHAPE: Shape = { connections: 1, inFlight: 64 };

/** Where the gateway's time goes. */
export function profileCommand(): Command {
  return new Command('profile')
    .description('show where the time of the gateway goes under load: by part, by function, and as a tree')
    .option('--shape <shape>', 'CONNECTIONSxIN_FLIGHT: 1x64 without it', (text) => shapes(text, []))
    .option('--quick', 'a second of it')
    .option('--payload <bytes>', 'size of a request and of its answer', positive, 122)
    .addOption(new Option('--encoding <encoding>', 'of the calls').choices(['proto', 'json']).default('proto'))
    .action(async ({ shape, quick, payload: payloadBytes, encoding }: Options) => {
      const { warmUp, seconds } = quick === true ? QUICK : FULL;
      const times = { warmUpMs: warmUp * 1000, measureMs: seconds * 1000 };
      const load = { shape: shape?.[0] ?? PROFILED_SHAPE, ...times, payloadBytes, encoding };
      process.stdout.write(asProfile(await takeProfile(load)));
    });
}
