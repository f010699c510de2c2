import type { CommandId } from '../message/identifiers.js';
import type { GivenMetadata } from '../message/metadata.js';
import type { Abort } from '../store/abort.js';
import type { Expected } from './refuse-unexpected.js';

/** What a caller may say about one command. */
export interface CommandOptions {
  /** Makes the command run once: the same id answers with the first outcome, whatever it was. */
  readonly commandId?: CommandId;
  /** Correlation, causation, actor, tenant, trace and the user's own keys; see `causedBy`. */
  readonly metadata?: GivenMetadata;
  /**
   * Decide only on what the caller has seen: the stream version that `load` gave, or the revision where the state is the truth.
   * Otherwise the command fails with `unexpected-version`. An earlier outcome under the same command id comes first.
   */
  readonly expected?: Expected;
  readonly signal?: Abort;
  /** Instant after which no attempt is begun any more. */
  readonly deadline?: string;
}
