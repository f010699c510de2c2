import type { ArchiveResult } from '../../store/archive.js';
import type { ArchiveRequest } from '../../store/create-archiving.js';
import { standingOf } from '../../store/judge-archive.js';
import { appendErrorOf } from './append-errors.js';
import { wantedVersion } from './append-statement.js';
import { textArray } from './array-literal.js';
import type { Rows } from './connections.js';
import type { SqlStatement } from './driver.js';
import type { LogOrder } from './log-order.js';
import type { Scope } from './scope.js';
import { storeErrorOf } from './postgres-errors.js';
import type { StatementRunner, Writing } from './statement-runner.js';

export interface ArchiveSettings extends Scope {
  readonly runner: StatementRunner;
  readonly order: LogOrder;
  readonly place: string;
  readonly patience: number;
}

/** Some event of the stream has no place in the log yet. */
const unordered = 'unordered';

/** One step of archiving. Only what has a place in the log can be moved, so that it is put in order where it has none. */
export async function archiveInPostgres(settings: ArchiveSettings, request: ArchiveRequest): Promise<ArchiveResult> {
  for (let attempt = 1; ; attempt += 1) {
    // Others may write to the stream all the time: then it is put in order while it is locked.
    const answer = await settings.runner.write(writingOf(settings, request, attempt > 2));
    if (answer !== unordered) return answer;
    await settings.order.settle();
  }
}

/** Done again after its answer was lost, a step finds itself done. */
function writingOf(
  settings: ArchiveSettings,
  request: ArchiveRequest,
  ordering: boolean,
): Writing<ArchiveResult | typeof unordered> {
  const { place, patience } = settings;
  const statement = archiveStatement(settings, request, [String(ordering), String(patience)]);
  return {
    announces: true,
    statement: () => statement,
    settle: answerOf,
    fail(error) {
      const refusal = appendErrorOf(error, { streamName: request.streamName, events: [] });
      return { error: refusal ?? storeErrorOf(error, place, patience), final: false };
    },
  };
}

function archiveStatement({ schema, tenant }: Scope, request: ArchiveRequest, manner: readonly string[]): SqlStatement {
  const { streamName, step, ignoreCheckpoints } = request;
  const wanted =
    step.kind === 'archive' ? wantedVersion(step.expected) : step.kind === 'truncate' ? String(step.before) : '0';
  return {
    text: `SELECT verdict, version_now, before_now, is_archived FROM ${schema}.archive_v1($1, $2, $3, $4, $5, $6, $7)`,
    parameters: [tenant, streamName, step.kind, wanted, textArray(ignoreCheckpoints), ...manner],
  };
}

function answerOf(rows: Rows): ArchiveResult | typeof unordered {
  const [verdict, length, before, isArchived] = rows[0] ?? [];
  if (verdict === unordered) return unordered;
  const streamVersion = Number(length);
  if (verdict === 'conflict') return { kind: 'conflict', streamVersion };
  const archived = isArchived === 't';
  return standingOf({ streamVersion, closed: archived, archived, archivedBefore: Number(before) }, verdict === 'stood');
}
