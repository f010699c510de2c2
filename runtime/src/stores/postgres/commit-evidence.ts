import type { EventId, StreamName } from '../../message/identifiers.js';
import type { SqlStatement } from './driver.js';
import { sqlFailureOf } from './sql-failure.js';
import { eventsWherever } from './layout/events-wherever.js';
import type { Scope } from './scope.js';
import type { StatementRunner } from './statement-runner.js';
import { elapsed, pause } from './waiting.js';

/** What tells afterwards whether a transaction was committed: its number, and an event that only it has written. */
export interface CommitEvidence {
  readonly transactionId: string;
  readonly streamName: StreamName;
  readonly position: number;
  readonly eventId: EventId;
}

export type Fate = 'committed' | 'rolled back' | 'unknown';

export interface EvidenceSettings extends Scope {
  readonly runner: StatementRunner;
  readonly outcomeTimeout: number;
}

/**
 * What became of a transaction whose commit was not answered. That its event is not there proves nothing while it may still
 * be at work; its number alone proves nothing after a crash or on another server, where it may be somebody else's.
 */
export async function fateOf(evidence: CommitEvidence, settings: EvidenceSettings): Promise<Fate> {
  const began = elapsed();
  for (let attempt = 1; elapsed() - began < settings.outcomeTimeout; attempt += 1) {
    const fate = await look(evidence, settings);
    if (fate !== undefined) return fate;
    await pause(Math.min(attempt * attempt, 250));
  }
  return 'unknown';
}

async function look(evidence: CommitEvidence, settings: EvidenceSettings): Promise<Fate | undefined> {
  try {
    const [[status, stored] = []] = await settings.runner.read(statement(settings, evidence));
    if (stored === 't') return 'committed';
    return status === 'aborted' ? 'rolled back' : undefined;
  } catch (error) {
    // The server has not come to this number yet: it has never heard of the transaction.
    if (sqlFailureOf(error)?.sqlState === '22023') return 'rolled back';
    return undefined;
  }
}

function statement(
  { schema: s, tenant }: Scope,
  { transactionId, streamName, position, eventId }: CommitEvidence,
): SqlStatement {
  const text = `SELECT pg_xact_status($2::text::xid8), EXISTS (
    SELECT FROM ${s}.streams s JOIN ${eventsWherever(s)} e ON e.stream_key = s.stream_key
    WHERE s.tenant = $1 AND s.stream_name = $3 AND e.position = $4::bigint AND e.event_id = $5::uuid)`;
  return { text, parameters: [tenant, transactionId, streamName, String(position), eventId] };
}
