// Runs one process. In: its definition and handlers, and the program's contexts. Out: a processor that follows the log with
// it; at the log's end it sends commands and lets timeouts pass, all under one lease.
import { InvalidUseError } from '../errors/command-errors.js';
import type { ProcessorReport } from '../processor/processor-options.js';
import type { PageWork } from '../processor/page-work.js';
import { RunningProcessor } from '../processor/running-processor.js';
import { settingsOf } from '../processor/settings.js';
import { projectionStore, type ProjectionStore } from '../projection/projection-store.js';
import type { WaitOptions } from '../projection/projection.js';
import type { Registry } from '../registry/registry.js';
import type { Lease } from '../store/lease.js';
import type { LogPosition } from '../store/stored-event.js';
import type { Unit } from '../store/unit.js';
import { beginProcess } from './begin-process.js';
import { ensureRows } from './ensure-rows.js';
import { fireTimeouts } from './fire-timeouts.js';
import { handleEvents, type PageTally } from './handle-page.js';
import { instanceView } from './instance-rows.js';
import type { FindOptions, InstancePage, InstanceReport, ListOptions } from './instance-report.js';
import type { ProcessHealth, ProcessOptions, ProcessPart, RunnerGiven } from './process-part.js';
import { type ProcessSetup, setUpProcess } from './process-setup.js';
import { findInstance, type InstancesSource, listInstances } from './read-instances.js';
import type { Ignored } from './react.js';
import { type Sending, SendingPauses, sendCommands } from './send-commands.js';

/** @throws InvalidUseError for events and commands that no context has, for handlers that are missing, and for a store that cannot do it */
export function openRunner(given: RunnerGiven): ProcessPart {
  return new ProcessRunner(given);
}

class ProcessRunner implements ProcessPart {
  readonly name: string;
  readonly #setup: ProcessSetup;
  readonly #store: ProjectionStore;
  readonly #source: InstancesSource;
  readonly #given: RunnerGiven;
  readonly #sending: Sending;
  readonly #processor: RunningProcessor<readonly Registry[], Unit>;
  readonly #ignored = new Map<Ignored, number>();
  #page: PageTally | undefined;
  #reacted = 0;
  #answered = 0;
  #failed = 0;
  /** The epoch under which the rows were found to be there. */
  #rowsSince = 0;
  #stopping = false;

  constructor(given: RunnerGiven) {
    const { bound, context, contexts, options } = given;
    const { store, now } = context.settings;
    this.#given = given;
    this.#setup = setUpProcess(bound, context, contexts);
    this.name = this.#setup.name;
    this.#store = projectionStore(store, this.name, '');
    this.#source = { setup: this.#setup, store: this.#store, now };
    const { senders = 8, failure = {} } = options;
    if (!Number.isSafeInteger(senders) || senders < 1) {
      throw new InvalidUseError(`senders of ${this.name} is a whole number, at least 1, not ${senders}.`);
    }
    const { firstPause = 100, longestPause = 30_000 } = failure;
    const pauses = new SendingPauses(firstPause, longestPause);
    const isStopping = (): boolean => this.#stopping;
    this.#sending = { setup: this.#setup, store: this.#store, senders, pauses, isStopping };
    this.#processor = this.#makeProcessor(options);
  }

  get ended(): Promise<void> {
    return this.#processor.ended;
  }

  async start(): Promise<void> {
    const { from = 'now' } = this.#given.options;
    await beginProcess(this.#store, this.name, { name: this.#workName, from });
    await this.#processor.start();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#processor.stop();
  }

  health(): ProcessHealth {
    return {
      ...this.#processor.health,
      process: this.name,
      reacted: this.#reacted,
      ignored: Object.fromEntries(this.#ignored),
      answered: this.#answered,
      failed: this.#failed,
    };
  }

  reached(place: LogPosition, { signal }: WaitOptions): Promise<void> {
    return this.#processor.reached(place, signal);
  }

  async isIdle(): Promise<boolean> {
    const view = instanceView(this.name);
    const { now } = this.#source;
    const first = { orderBy: [], limit: 1 };
    const pending = await this.#store.queryRows(view, {
      ...first,
      where: [{ column: 'pending', is: 'at-least', value: 1 }],
    });
    if (pending.length > 0) return false;
    const due = await this.#store.queryRows(view, {
      ...first,
      where: [
        { column: 'status', is: 'equal', value: 'running' },
        { column: 'due', is: 'at-most', value: now() },
      ],
    });
    return due.length === 0;
  }

  async replayParked(): Promise<{ readonly handled: number; readonly left: number }> {
    const { handled, left } = await this.#processor.replayParked(undefined);
    return { handled, left: left.length };
  }

  list(options: ListOptions): Promise<InstancePage> {
    return listInstances(this.#source, options);
  }

  find(id: unknown, options: FindOptions): Promise<InstanceReport | undefined> {
    return findInstance(this.#source, id, options);
  }

  get #workName(): string {
    return `process:${this.name}`;
  }

  #makeProcessor(options: ProcessOptions): RunningProcessor<readonly Registry[], Unit> {
    const { bound, registries, types } = this.#setup;
    const { errors = {}, events } = bound.definition;
    const { batch, failure, lease, pollInterval, owner, random } = options;
    const { observer } = this.#given.context.settings;
    const given = { batch, lease, pollInterval, owner, random, observer };
    const settled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const retry = errors.retry === undefined ? {} : { attempts: errors.retry + 1 };
    const followed = new Set([...Object.values(events).map(({ type }) => type), types.timedOut, types.answered]);
    const processing = {
      ...settled,
      ...{ store: this.#store, registries, name: this.#workName, filter: { types: [...followed] } },
      failure: { ...failure, ...retry, otherwise: errors.then ?? 'stop' },
      report: (report: ProcessorReport) => this.#note(report),
    };
    return new RunningProcessor(settingsOf<readonly Registry[], Unit>(processing, this.#work()));
  }

  #work(): PageWork<Unit> {
    const { now, observer } = this.#given.context.settings;
    const setting = { setup: this.#setup, store: this.#store, now, observer };
    return {
      handle: async (events, { unit, attempt, trace = {} }) => {
        this.#page = await handleEvents({ ...setting, attempt, trace }, events, unit);
      },
      atEnd: async (at, lease) => {
        await this.#atEnd(lease);
        return { isDone: false, at };
      },
    };
  }

  async #atEnd(lease: Lease): Promise<void> {
    if (this.#rowsSince !== lease.epoch) {
      await ensureRows(this.#setup, this.#store, lease);
      this.#rowsSince = lease.epoch;
    }
    if (this.#stopping) return;
    await fireTimeouts(this.#setup, this.#store, lease, this.#source.now());
    const { answered, failed } = await sendCommands(this.#sending, lease);
    this.#answered += answered;
    this.#failed += failed;
  }

  #note({ kind }: ProcessorReport): void {
    const page = this.#page;
    this.#page = undefined;
    if (kind !== 'committed' || page === undefined) return;
    this.#reacted += page.reacted;
    for (const [why, count] of page.ignored) this.#ignored.set(why, (this.#ignored.get(why) ?? 0) + count);
  }
}
