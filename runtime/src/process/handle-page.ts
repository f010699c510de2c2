// A page of the log as a process sees it. In: events, in a unit. Out: what the instances make of them, written in the same
// commit as the checkpoint. Instances are read beside the unit: nobody else writes their streams.
import { EventFailure, type PageEvent } from '../processor/page-work.js';
import { TenantEventError } from '../errors/process-errors.js';
import type { StreamName } from '../message/identifiers.js';
import type { Message } from '../message/message.js';
import { type TraceContext, withTrace } from '../message/trace-context.js';
import { observed } from '../observe/observed.js';
import type { Observer } from '../observe/observer.js';
import type { StreamReader } from '../store/read.js';
import type { Unit } from '../store/unit.js';
import type { RowChange } from '../store/view.js';
import { type Occasion, recordId } from './derived-ids.js';
import type { Instance } from './instance.js';
import { instanceView, rowChange } from './instance-rows.js';
import { loadInstance } from './load-instance.js';
import { encodeCommand, type ProcessSetup } from './process-setup.js';
import { type Ignored, type Judged, react, type Setting } from './react.js';
import { type Target, targetOf, triggerOf } from './triggers.js';
import { type NewRecord, writeRecords } from './write-records.js';

/** What became of a page, for counting once it is committed. */
export interface PageTally {
  readonly reacted: number;
  readonly ignored: ReadonlyMap<Ignored, number>;
}

export interface PageSetting {
  readonly setup: ProcessSetup;
  readonly store: StreamReader;
  readonly now: () => string;
  readonly observer: Observer | undefined;
  readonly attempt: number;
  /** Of the page. */
  readonly trace: TraceContext;
}

/** An event, and the instance that it is for. */
interface Concern {
  readonly page: PageEvent;
  readonly target: Target;
}

/** @throws EventFailure */
export async function handleEvents(setting: PageSetting, events: readonly PageEvent[], unit: Unit): Promise<PageTally> {
  const { setup, store } = setting;
  const loading = [...concernsOf(setup, events)].map(async ([streamName, concerns]) => {
    const instance = await loadInstance(setup, store, streamName);
    return { streamName, concerns, instance };
  });
  const loaded = await Promise.all(loading);
  // Each instance's events in their order, and all instances at once: what they note goes to the store together.
  const changes = await Promise.all(loaded.map((one) => handleInstance(setting, one, unit)));
  const rows = changes.flatMap(({ row }) => row ?? []);
  if (rows.length > 0) await unit.writeRows(instanceView(setup.name), rows);
  const ignored = new Map<Ignored, number>();
  for (const why of changes.flatMap((change) => change.ignored)) ignored.set(why, (ignored.get(why) ?? 0) + 1);
  return { reacted: changes.reduce((sum, { reacted }) => sum + reacted, 0), ignored };
}

/** By instance. */
function concernsOf(setup: ProcessSetup, events: readonly PageEvent[]): ReadonlyMap<StreamName, readonly Concern[]> {
  const concerns = new Map<StreamName, Concern[]>();
  for (const page of events) {
    const target = guarded(page, () => checkedTarget(setup, page));
    if (target === undefined) continue;
    const own = concerns.get(target.streamName) ?? [];
    own.push({ page, target });
    concerns.set(target.streamName, own);
  }
  return concerns;
}

interface InstanceChange {
  readonly reacted: number;
  readonly ignored: readonly Ignored[];
  /** What it has become, if anything. */
  readonly row: RowChange | undefined;
}

interface Loaded {
  readonly streamName: StreamName;
  readonly concerns: readonly Concern[];
  readonly instance: Instance;
}

async function handleInstance(setting: PageSetting, loaded: Loaded, unit: Unit): Promise<InstanceChange> {
  const ignored: Ignored[] = [];
  let { instance } = loaded;
  let reacted = 0;
  for (const { page, target } of loaded.concerns) {
    const before = instance;
    const outcome = await guardedLater(page, () => handleOne(setting, { page, target, instance: before }, unit));
    if (outcome === undefined) continue;
    if (typeof outcome === 'string') ignored.push(outcome);
    else {
      instance = outcome;
      reacted += 1;
    }
  }
  return { reacted, ignored, row: reacted > 0 ? rowChange(loaded.streamName, instance) : undefined };
}

function checkedTarget(setup: ProcessSetup, { event, stored }: PageEvent): Target | undefined {
  const target = targetOf(setup, event);
  if (target !== undefined && stored.tenant !== undefined) throw new TenantEventError(setup.name, event.eventId);
  return target;
}

/** @returns the instance behind it, or why there is nothing to do; nothing for what is of no concern */
async function handleOne(
  setting: PageSetting,
  { page, target, instance }: Concern & { readonly instance: Instance },
  unit: Unit,
): Promise<Instance | Ignored | undefined> {
  const { setup, now } = setting;
  const { event } = page;
  const trigger = triggerOf(setup, instance, event);
  if (trigger === undefined) return undefined;
  const { streamName, id } = target;
  const occasion: Occasion = { process: setup.name, streamName, eventId: event.eventId, part: event.part };
  return observedReaction(setting, page, async (trace) => {
    const judged = react(settingOf(setup, now(), target, occasion), instance, trigger);
    if (judged.kind === 'ignored') return judged.why;
    const cause = { causationId: event.eventId, metadata: withTrace(event.metadata, trace) };
    const records = recordsOf(setup, judged, occasion);
    return writeRecords(setup, { unit, streamName, id, instance }, records, cause);
  });
}

/** What is noted, and so the commands that are sent, belong to the trace of the reaction. */
function observedReaction(
  { setup, observer, attempt, trace }: PageSetting,
  { event, stored: { logPosition } }: PageEvent,
  reaction: (trace: TraceContext) => Promise<Instance | Ignored>,
): Promise<Instance | Ignored> {
  if (observer === undefined) return reaction({});
  const operation = { kind: 'handling', processor: `process:${setup.name}`, attempt, trace } as const;
  return observed(observer, { ...operation, event: { ...event, logPosition } }, reaction, (outcome) => ({
    outcome: typeof outcome === 'string' ? `ignored: ${outcome}` : 'reacted',
  }));
}

export function settingOf(setup: ProcessSetup, now: string, { id: { id } }: Target, occasion: Occasion): Setting {
  const { bound } = setup;
  return { bound, now, id, occasion, encodeCommand: (command: Message) => encodeCommand(setup, command) };
}

export function recordsOf(
  { types, bound }: ProcessSetup,
  { record, state }: Extract<Judged, { readonly kind: 'reacted' }>,
  occasion: Occasion,
): readonly NewRecord[] {
  const reacted = { message: { type: types.reacted, data: record }, eventId: recordId(occasion, 0) };
  if (state === undefined) return [reacted];
  const { type } = bound.definition.state;
  return [reacted, { message: { type, data: state }, eventId: recordId(occasion, 1) }];
}

function guarded<T>({ stored }: PageEvent, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new EventFailure(stored, error);
  }
}

async function guardedLater<T>({ stored }: PageEvent, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new EventFailure(stored, error);
  }
}
