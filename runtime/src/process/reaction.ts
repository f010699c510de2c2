import type { ProcessContract } from './contract.js';

/** When an armed timeout is due: at an instant, after a duration from now, or as the schema says. */
export type Due<How extends 'set' | 'free' = 'set' | 'free'> =
  | { readonly at: string; readonly after?: never }
  | { readonly after: string; readonly at?: never }
  | (How extends 'set' ? { readonly at?: never; readonly after?: never } : never);

/** What a process does about something. All of it is stored in one commit, or none. */
export interface Reaction<C extends ProcessContract> {
  /** The state from now on; left out, it stays. */
  readonly state?: C['state'];
  /** Commands, in order. They are sent once all of this is stored. */
  readonly send?: readonly C['commands'][];
  /** Timeouts by name. One that is armed already is due at the new time only. */
  readonly arm?: { readonly [Name in keyof C['timeouts']]?: Due<C['timeouts'][Name]> };
  /** Names of timeouts that are not to happen any more. */
  readonly cancel?: readonly (keyof C['timeouts'] & string)[];
  /** The process has ended: its timeouts are cancelled, and whatever comes is ignored. Commands are sent all the same. */
  readonly end?: boolean;
}

/** The first one of an instance says what its state is. */
export type Start<C extends ProcessContract> = Reaction<C> & { readonly state: C['state'] };

/** A reaction with its types taken away. */
export interface AnyReaction {
  readonly state?: unknown;
  readonly send?: readonly { readonly type: string; readonly data: unknown }[];
  readonly arm?: Readonly<Record<string, { readonly at?: string; readonly after?: string } | undefined>>;
  readonly cancel?: readonly string[];
  readonly end?: boolean;
}
