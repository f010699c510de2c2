// All instances of a process as rows of a table, written in the commits of their streams: what is due, what is to be sent,
// and who is stuck is asked there. Made of the streams alone, so that they can be made again.
import type { StreamName } from '../message/identifiers.js';
import { compareInstants } from '../shape/date-formats.js';
import type { RowChange, ViewColumn, ViewRow, ViewShape } from '../store/view.js';
import type { Instance } from './instance.js';

const column = (name: string, kind: ViewColumn['kind'], nullable = false): ViewColumn => ({ name, kind, nullable });

/** What a row says, in the order of the columns. */
export interface InstanceRow {
  readonly streamName: StreamName;
  readonly status: 'running' | 'ended';
  /** It is running, or has commands to send. */
  readonly open: boolean;
  /** The next timeout's. */
  readonly due: string | undefined;
  /** Commands that are not answered, and since when the oldest. */
  readonly pending: number;
  readonly pendingSince: string | undefined;
  /** Timeouts, commands and answers that will wake it. */
  readonly waits: number;
  readonly startedAt: string;
  readonly changedAt: string;
  readonly last: string;
}

const columns = [
  column('status', 'text'),
  column('open', 'boolean'),
  column('due', 'instant', true),
  column('pending', 'integer'),
  column('pendingSince', 'instant', true),
  column('waits', 'integer'),
  column('startedAt', 'instant'),
  column('changedAt', 'instant'),
  column('last', 'text'),
];

export function instanceView(process: string): ViewShape {
  return {
    name: process,
    hash: 'process-instances-1',
    key: [column('streamName', 'text')],
    columns,
    indexes: [['status', 'due'], ['pending'], ['open']],
  };
}

export function rowChange(streamName: StreamName, instance: Instance): RowChange {
  const { status, timers, passed, outstanding, refused, startedAt, changedAt, last } = instance;
  const [first] = outstanding.values();
  const row: ViewRow = [
    streamName,
    status,
    status === 'running' || outstanding.size > 0,
    earliest(timers.values()) ?? null,
    outstanding.size,
    first?.since ?? null,
    timers.size + passed.size + outstanding.size + refused.size,
    startedAt ?? '',
    changedAt ?? '',
    last ?? '',
  ];
  return { key: [streamName], row };
}

export function rowOf(row: ViewRow): InstanceRow {
  const [streamName, status, open, due, pending, pendingSince, waits, startedAt, changedAt, last] = row;
  return {
    streamName: String(streamName) as StreamName,
    status: status === 'ended' ? 'ended' : 'running',
    open: open === true,
    due: due === null ? undefined : String(due),
    pending: Number(pending),
    pendingSince: pendingSince === null ? undefined : String(pendingSince),
    waits: Number(waits),
    startedAt: String(startedAt),
    changedAt: String(changedAt),
    last: String(last),
  };
}

function earliest(instants: Iterable<string>): string | undefined {
  let first: string | undefined;
  for (const instant of instants) if (first === undefined || compareInstants(instant, first) < 0) first = instant;
  return first;
}
