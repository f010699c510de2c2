import type { Appended, AppendRequest, AppendResult, ExpectedVersion } from '../../store/append.js';
import { categoryOf } from '../../store/check-append.js';
import type { NewShape } from '../../store/shape-guard.js';
import { plainArray, textArray } from './array-literal.js';
import type { Rows } from './connections.js';
import type { Scope } from './scope.js';
import type { SqlStatement } from './driver.js';
import { perSchema } from './per-schema.js';

export interface AppendManner {
  /** Looks for the batch's ids before it writes. */
  readonly careful: boolean;
  /** More is to be written under its condition, which has to hold until the commit. */
  readonly held: boolean;
  /** Milliseconds to wait for a lock. */
  readonly patience: number;
}

const appendText = perSchema(
  (s) => `SELECT * FROM ${s}.append_v2($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
);

/** The call of `append_v2`. */
export function appendStatement(
  { schema, tenant }: Scope,
  request: AppendRequest,
  fresh: readonly NewShape[],
  manner: AppendManner,
): SqlStatement {
  const { streamName, expected, events, outcome } = request;
  return {
    text: appendText(schema),
    parameters: [
      tenant,
      streamName,
      categoryOf(streamName),
      wantedVersion(expected),
      plainArray(events.map(({ eventId }) => eventId)),
      textArray(events.map(({ type }) => type)),
      plainArray(events.map(({ schemaVersion }) => schemaVersion)),
      textArray(events.map(({ metadata }) => metadata)),
      textArray(events.map(({ data }) => data)),
      textArray(fresh.map(({ type }) => type)),
      plainArray(fresh.map(({ schemaVersion }) => schemaVersion)),
      textArray(fresh.map(({ shapeHash }) => shapeHash)),
      outcome === undefined ? null : outcomeArray(outcome),
      String(manner.careful),
      String(manner.held),
      String(manner.patience),
    ],
  };
}

export function outcomeArray({ key, commandHash, kind, result }: NonNullable<AppendRequest['outcome']>): string {
  return textArray([key.tenant, key.context, key.commandId, commandHash, kind, result]);
}

/** As the functions take it: -1 for any, -2 for a stream that must exist. */
export function wantedVersion(expected: ExpectedVersion): string {
  if (typeof expected === 'object') return String(expected.streamVersion);
  return expected === 'no-stream' ? '0' : expected === 'any' ? '-1' : '-2';
}

/** The answer of `append_v2`. */
export function appendResultOf(rows: Rows, { events }: AppendRequest): AppendResult {
  const [verdict, firstPosition, streamVersion, recordedAt] = rows[0] ?? [];
  if (verdict === 'conflict') return { kind: 'conflict', streamVersion: Number(streamVersion) };
  return {
    kind: 'appended',
    firstPosition: Number(firstPosition),
    streamVersion: Number(streamVersion),
    eventIds: events.map(({ eventId }) => eventId),
    recordedAt: recordedAt ?? '',
    deduplicated: verdict === 'replayed',
  };
}

export function isFresh(result: AppendResult): result is Appended {
  return result.kind === 'appended' && !result.deduplicated;
}
