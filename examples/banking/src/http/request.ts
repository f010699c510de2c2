/** What a request says about the command in it: data, who sends it, whether it was sent before, and on what it was decided. */
import { type CommandOptions, commandFromJson } from '@varve/runtime';
import type { Context } from 'hono';
import type { WithMetadata } from '../generated/metadata.js';
import { registry } from '../registries.js';
import { ProblemError } from './problem.js';

/** A command's class. */
interface Kind<Type extends string> {
  readonly type: Type;
  readonly schemaVersion: number;
}

/**
 * The command in a request's body, in whatever schema version the client speaks: the header `Schema-Version`, by default today's.
 * @param id what the address of the request says
 */
export async function commandIn<const Type extends string>(
  { req }: Context,
  { type, schemaVersion }: Kind<Type>,
  id: Readonly<Record<string, string>>,
) {
  const spoken = req.header('schema-version');
  const data = { ...(await bodyOf(req)), ...id };
  return commandFromJson(registry, {
    type,
    schemaVersion: spoken === undefined ? schemaVersion : Number(spoken),
    data,
  });
}

/** The JSON object that was sent; without a body, an empty one. */
export async function bodyOf(req: Context['req']): Promise<object> {
  const text = await req.text();
  const value = text === '' ? {} : parsed(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new ProblemError({ status: 400, kind: 'invalid-request', title: 'The request has to be a JSON object.' });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError({ status: 400, kind: 'invalid-json', title: 'The request is no JSON.' });
  }
}

/** `Idempotency-Key` makes it run once, `If-Match` only on what was seen, `X-Actor` says who is responsible. */
export function optionsOf({ req }: Context, kind: 'streamVersion' | 'revision'): WithMetadata<CommandOptions> {
  const key = req.header('idempotency-key');
  const actor = req.header('x-actor');
  const seen = req.header('if-match');
  return {
    ...(key === undefined ? {} : { commandId: commandIdOf(key, actor) }),
    ...(actor === undefined ? {} : { metadata: { actor } }),
    ...(seen === undefined ? {} : { expected: expectedOf(seen, kind) }),
  };
}

/** Keys of different people are different keys. */
function commandIdOf(key: string, actor = ''): string {
  if (/^[\x21-\x7e]{1,100}$/.test(key)) return `http:${encodeURIComponent(actor)}:${key}`;
  const title = 'An Idempotency-Key is 1 to 100 printable characters.';
  throw new ProblemError({ status: 400, kind: 'invalid-key', title });
}

function expectedOf(tag: string, kind: 'streamVersion' | 'revision') {
  const seen = /^"(\d{1,15})"$/.exec(tag)?.[1];
  if (seen === undefined) {
    const title = 'If-Match has to be the ETag of an answer of ours.';
    throw new ProblemError({ status: 400, kind: 'invalid-etag', title });
  }
  return kind === 'revision' ? { revision: Number(seen) } : { streamVersion: Number(seen) };
}

/** Refuses to change what the client may not have seen. */
export function requireIfMatch({ req }: Context): void {
  if (req.header('if-match') !== undefined) return;
  const title = 'Say with If-Match which state you want to change.';
  throw new ProblemError({ status: 428, kind: 'if-match-required', title });
}

/** An id in an address. What is no UUID is the id of nothing. */
export function idIn({ req }: Context, name: string): string {
  const id = req.param(name)?.toLowerCase();
  if (id !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id;
  throw new ProblemError({ status: 404, kind: 'not-found', title: 'There is no such thing.' });
}

/** `?at=`: a moment of the past, or none for now. */
export function momentIn({ req }: Context): { readonly asOf: string } | undefined {
  const at = req.query('at');
  if (at === undefined) return undefined;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(at) && !Number.isNaN(Date.parse(at))) return { asOf: at };
  throw new ProblemError({ status: 400, kind: 'invalid-moment', title: 'A moment reads like 2026-02-28T23:59:59Z.' });
}
