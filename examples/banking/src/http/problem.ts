/** Problem details for HTTP APIs, RFC 9457: what went wrong, for programs and for people, and nothing of our insides. */
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

export interface Problem {
  readonly status: ContentfulStatusCode;
  /** The last part of `type`, an address that is the same for every problem of the kind. */
  readonly kind: string;
  readonly title: string;
  readonly detail?: string;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter?: number;
  /** Further members: what the rejection says, or what does not fit. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export class ProblemError extends HTTPException {
  constructor(problem: Problem) {
    super(problem.status, { res: problemResponse(problem), message: problem.title });
  }
}

export function problemResponse({ status, kind, title, detail, retryAfter, more = {} }: Problem): Response {
  const body = { ...more, type: `/problems/${kind}`, title, status, ...(detail === undefined ? {} : { detail }) };
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  return new Response(JSON.stringify(body), { status, headers });
}
