import type { CommandId } from '../message/identifiers.js';
import type { GivenMetadata } from '../message/metadata.js';
import type { Abort } from '../store/abort.js';

/** What a caller may say about one command. */
export interface CommandOptions {
  /** Makes the command run once: the same id answers with the first outcome, whatever it was. */
  readonly commandId?: CommandId;
  /** Correlation, causation, actor, tenant, trace and the user's own keys; see `causedBy`. */
  readonly metadata?: GivenMetadata;
  readonly signal?: Abort;
  /** Instant after which no attempt is begun any more. */
  readonly deadline?: string;
}
