import { systemNewId, systemRandom } from '../command/platform.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { noted } from '../observe/observed.js';
import type { Observer } from '../observe/observer.js';
import type { Registry } from '../registry/registry.js';
import { LogSources } from '../repository/log-sources.js';
import { typesInLog, type TypesInLog } from '../repository/types-in-log.js';
import type { Unit } from '../store/unit.js';
import { eachEvent, type PageWork } from './page-work.js';
import type { FailurePolicy, ProcessorOptions, ProcessorReport } from './processor-options.js';

/** Milliseconds. */
export const defaultLease = 15_000;

/** Options with every default settled. */
export interface ProcessorSettings<R extends readonly Registry[], U extends Unit>
  extends Pick<ProcessorOptions<R, U>, 'store' | 'name'>, Required<FailurePolicy> {
  readonly work: PageWork<U>;
  readonly sources: LogSources;
  readonly types: TypesInLog;
  readonly from: NonNullable<ProcessorOptions<R, U>['from']>;
  readonly batch: number;
  readonly lease: number;
  readonly pollInterval: number;
  readonly random: () => number;
  readonly owner: string;
  readonly report: (report: ProcessorReport) => void;
  readonly observer: Observer | undefined;
}

/** @throws InvalidUseError */
export function processorSettings<R extends readonly Registry[], U extends Unit>({
  handle,
  ...options
}: ProcessorOptions<R, U>): ProcessorSettings<R, U> {
  return settingsOf(options, eachEvent<R, U>(options.name, handle, options.observer));
}

/** The same for work that takes pages. @throws InvalidUseError */
export function settingsOf<R extends readonly Registry[], U extends Unit>(
  options: Omit<ProcessorOptions<R, U>, 'handle'>,
  work: PageWork<U>,
): ProcessorSettings<R, U> {
  const { store, name, registries, filter, from = 'beginning' } = options;
  const { batch = 100, lease = defaultLease, pollInterval = 1_000, report } = options;
  const { random = systemRandom, owner = systemNewId(), observer } = options;
  assertCounts(name, [
    ['batch', batch, 1],
    ['lease', lease, 10],
    ['pollInterval', pollInterval, 1],
  ]);
  return {
    ...{ store, name, work, from, batch, lease, pollInterval, random, owner, observer },
    ...failureSettings(name, options.failure),
    sources: new LogSources(registries, options),
    types: typesInLog(registries, filter),
    report: reporting(name, observer, report),
  };
}

/** Whoever listens badly is no reason to stop. */
export function reporting(
  name: string,
  observer: Observer | undefined,
  report: ((report: ProcessorReport) => void) | undefined,
): (said: ProcessorReport) => void {
  return (said) => {
    noted(observer, { kind: 'processor', processor: name, report: said });
    try {
      report?.(said);
    } catch {
      // It is theirs to notice.
    }
  };
}

const usualFailure: Required<FailurePolicy> = {
  attempts: 5,
  firstPause: 100,
  longestPause: 30_000,
  otherwise: 'stop',
};

/** @throws InvalidUseError */
export function failureSettings(
  name: string,
  given: FailurePolicy = {},
  usual = usualFailure,
): Required<FailurePolicy> {
  const { attempts = usual.attempts, firstPause = usual.firstPause } = given;
  const { longestPause = usual.longestPause, otherwise = usual.otherwise } = given;
  assertCounts(name, [
    ['failure.attempts', attempts, 1],
    ['failure.firstPause', firstPause, 0],
    ['failure.longestPause', longestPause, 0],
  ]);
  return { attempts, firstPause, longestPause, otherwise };
}

/** @throws InvalidUseError */
export function assertCounts(
  name: string,
  counts: readonly (readonly [what: string, count: number, least: number])[],
): void {
  for (const [what, count, least] of counts) {
    if (Number.isSafeInteger(count) && count >= least) continue;
    throw new InvalidUseError(`${what} of ${name} is a whole number, at least ${least}, not ${count}.`);
  }
}
