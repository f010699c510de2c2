import type { Message, Outcome } from '@varve/runtime';
import type { Context } from 'hono';
import { ProblemError } from './problem.js';
import { rejectionProblem } from './rejections.js';

type Rejection = Parameters<typeof rejectionProblem>[0] & Message;

export const etag = (seen: number): string => `"${seen}"`;

/** What became of a command. @throws ProblemError for a rejection */
export function answer(
  c: Context,
  outcome: Outcome<Message, Rejection>,
  { status = 200, location, tag = outcome.streamVersion }: AnswerOptions = {},
): Response {
  if (outcome.kind === 'rejected') throw new ProblemError(rejectionProblem(outcome.rejection));
  if (tag !== 'none') c.header('etag', etag(tag));
  if (location !== undefined) c.header('location', location);
  if (outcome.deduplicated) c.header('idempotent-replayed', 'true');
  const events = outcome.events.map(({ type, data, recordedAt }) => ({ type, data, recordedAt }));
  return c.json({ streamVersion: outcome.streamVersion, events }, status);
}

interface AnswerOptions {
  readonly status?: 200 | 201 | 202;
  readonly location?: string;
  /** The ETag of what was changed, where it is not the stream version. */
  readonly tag?: number | 'none';
}
