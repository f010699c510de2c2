import { Presets, SingleBar } from 'cli-progress';
import type { Surroundings } from '../surroundings.js';

export interface ScanProgress {
  /** Told places of the log: done, of all. */
  readonly on: (done: number, all: number) => void;
  /** Takes the bar away; afterwards something else may be printed. */
  readonly end: () => void;
}

/** A bar on standard error, for people only: none beside output for programs, and none on a build server. */
export function createScanProgress(
  { stderr, env }: Pick<Surroundings, 'stderr' | 'env'>,
  format: string,
): ScanProgress {
  const isShown = stderr.isTTY === true && format === 'pretty' && env['TERM'] !== 'dumb' && !env['CI'];
  if (!isShown || !isStream(stderr)) return { on: () => undefined, end: () => undefined };
  const bar = new SingleBar(
    {
      stream: stderr,
      format: '  {bar}  {value} of {total} events  {eta_formatted} left',
      clearOnComplete: true,
      hideCursor: true,
      fps: 12,
    },
    Presets.shades_classic,
  );
  let isStarted = false;
  return {
    on(done, all) {
      if (!isStarted) bar.start(all, done);
      else bar.update(Math.min(done, all));
      isStarted = true;
    },
    end: () => bar.stop(),
  };
}

function isStream(output: object): output is NodeJS.WriteStream {
  return 'cursorTo' in output;
}
