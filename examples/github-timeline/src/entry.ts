/** One line of a timeline, made from one event. */
import { tellers } from './tellers.js';
import type { RepositoryEvent } from './generated/github/repository.js';

export interface Entry {
  /** When it happened, by GitHub's clock. */
  readonly at: string;
  /** What it is about, such as `issue #1`; lines about the same thing are shown together. */
  readonly subject: string;
  /** What became of the subject. */
  readonly what: string;
  readonly who: string;
}

/** The data of every event by its type. */
export type DataByType = { readonly [Event in RepositoryEvent as Event['type']]: Event['data'] };

export function entryOf<Type extends keyof DataByType>(type: Type, data: DataByType[Type]): Entry {
  const { at, subject, what } = tellers[type](data);
  return { at: at ?? data.repository.updated_at, subject, what, who: data.sender.login };
}
