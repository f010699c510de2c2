import { InvalidUseError } from '../errors/command-errors.js';
import type { StreamName } from '../message/identifiers.js';
import { streamIdOf, streamNameOf } from '../repository/stream-identity.js';
import type { StreamReader } from '../store/read.js';
import type { ViewQuery, ViewReader } from '../store/view.js';
import { addDuration } from './add-duration.js';
import type { Instance } from './instance.js';
import type {
  FindOptions,
  InstancePage,
  InstanceReport,
  InstanceSummary,
  ListOptions,
  StuckReason,
} from './instance-report.js';
import { type InstanceRow, instanceView, rowChange, rowOf } from './instance-rows.js';
import { loadInstance } from './load-instance.js';
import type { ProcessSetup } from './process-setup.js';

export interface InstancesSource {
  readonly setup: ProcessSetup;
  readonly store: StreamReader & ViewReader;
  readonly now: () => string;
}

const mostRows = 1_000;

/** @throws InvalidUseError for a limit out of range */
export async function listInstances(source: InstancesSource, options: ListOptions): Promise<InstancePage> {
  const { limit = 100, status } = options;
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > mostRows) {
    throw new InvalidUseError(`A page of instances has 1 to ${mostRows} of them, not ${limit}.`);
  }
  const generations = await source.store.findViews(source.setup.name);
  if (generations.every(({ hash }) => hash !== instanceView(source.setup.name).hash)) return noInstances;
  const found: InstanceSummary[] = [];
  for await (const summary of summaries(source, options, limit)) {
    if (status === 'stuck' && summary.stuck.length === 0) continue;
    found.push(summary);
    if (found.length === limit) return { instances: found, cursor: summary.streamName };
  }
  return { instances: found, cursor: undefined };
}

/** Most open instances are not stuck, so that many are read until enough are found. */
async function* summaries(
  source: InstancesSource,
  options: ListOptions,
  limit: number,
): AsyncGenerator<InstanceSummary> {
  const asked = options.status === 'stuck' ? mostRows : limit;
  const query = { ...queryOf(options.status), limit: asked };
  for (let after = options.after; ;) {
    const page = after === undefined ? query : { ...query, after: [after] };
    const rows = (await source.store.queryRows(instanceView(source.setup.name), page)).map(rowOf);
    for (const row of rows) yield summaryOf(source, row, options);
    if (rows.length < asked) return;
    after = rows.at(-1)?.streamName;
  }
}

const noInstances: InstancePage = { instances: [], cursor: undefined };

function queryOf(status: ListOptions['status']): Pick<ViewQuery, 'where' | 'orderBy'> {
  if (status === undefined) return { where: [], orderBy: [] };
  if (status === 'stuck') return { where: [{ column: 'open', is: 'equal', value: true }], orderBy: [] };
  return { where: [{ column: 'status', is: 'equal', value: status }], orderBy: [] };
}

/** @throws InvalidStreamNameError for an id that does not fit, StoredEventError */
export async function findInstance(
  source: InstancesSource,
  id: unknown,
  options: FindOptions,
): Promise<InstanceReport | undefined> {
  const { setup, store } = source;
  const streamName = streamNameOf(setup.streams, { id });
  const instance = await loadInstance(setup, store, streamName);
  return instance.status === 'none' ? undefined : reportOf(source, streamName, instance, options);
}

function reportOf(
  source: InstancesSource,
  streamName: StreamName,
  instance: Instance,
  options: FindOptions,
): InstanceReport {
  const { state, streamVersion, timers, outstanding } = instance;
  const summary = summaryOf(source, rowOf(rowChange(streamName, instance).row ?? []), options);
  return {
    ...summary,
    ...{ state, streamVersion },
    timeouts: [...timers].map(([name, due]) => ({ name, due })),
    commands: [...outstanding.values()].map(({ commandId, type, since, failure }) => ({
      commandId,
      type,
      since,
      failure,
    })),
  };
}

function summaryOf({ setup, now }: InstancesSource, row: InstanceRow, options: FindOptions): InstanceSummary {
  const { streamName, status, startedAt, changedAt, last, due, pending } = row;
  const id: unknown = Reflect.get(streamIdOf(setup.streams, streamName), 'id');
  const stuck = stuckReasons(setup, row, now(), options);
  return { process: setup.name, id, streamName, status, stuck, startedAt, changedAt, last, due, pending };
}

function stuckReasons(
  { bound: { definition } }: ProcessSetup,
  { status, pendingSince, waits, startedAt, changedAt }: InstanceRow,
  now: string,
  { undeliveredFor = 60_000, idleFor = 3_600_000 }: FindOptions,
): readonly StuckReason[] {
  const passed = (since: string): number => Date.parse(now) - Date.parse(since);
  const { within } = definition;
  const reasons: StuckReason[] = [];
  if (pendingSince !== undefined && passed(pendingSince) > undeliveredFor) reasons.push('undelivered');
  if (status === 'ended') return reasons;
  if (waits === 0 && passed(changedAt) > idleFor) reasons.push('idle');
  if (within !== undefined && Date.parse(now) > Date.parse(addDuration(startedAt, within))) reasons.push('overdue');
  return reasons;
}
