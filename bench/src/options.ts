/** What the command line says to both benchmarks. */
export interface BenchOptions {
  /** One round with next to no work: shows that everything runs, measures nothing. */
  readonly smoke: boolean;
  /** Counted rounds; `undefined` for the benchmark's own number. */
  readonly rounds: number | undefined;
  /** Only rows whose section and title contain this text, such as `Memory: fold`. */
  readonly only: string;
}

/** @throws Error for an argument it does not know */
export function readOptions(args: readonly string[]): BenchOptions {
  let options: BenchOptions = { smoke: false, rounds: undefined, only: '' };
  for (const argument of args) {
    if (argument === '--smoke') options = { ...options, smoke: true };
    else if (/^--rounds=[1-9][0-9]*$/.test(argument)) options = { ...options, rounds: Number(argument.slice(9)) };
    else if (argument.startsWith('--only=')) options = { ...options, only: argument.slice(7) };
    else throw new Error(`Unknown argument ${argument}. There are --smoke, --rounds=<n> and --only=<part of a title>.`);
  }
  return options;
}
