import type { Message, Recorded } from '../message/message.js';
import { ExpectationError } from './expectation-error.js';

/** What tells who caused whom. */
export type Caused = Pick<Message, 'type'> & Pick<Recorded, 'eventId' | 'metadata'>;

/**
 * Expects that events belong to one conversation: they share its correlation id, and each was caused by a command that an
 * earlier one of them gave rise to, but for those of the command that began it.
 * @throws ExpectationError naming the first event that does not belong
 */
export function expectConversation(events: readonly Caused[]): void {
  const [first] = events;
  const known = new Set<string>();
  for (const { type, eventId, metadata } of events) {
    const { correlationId, causationId, commandCausationId } = metadata;
    if (correlationId !== first?.metadata.correlationId) {
      throw new ExpectationError(
        `${type} belongs to another conversation.`,
        first?.metadata.correlationId,
        correlationId,
      );
    }
    const began = causationId === first.metadata.causationId;
    if (!began && (commandCausationId === undefined || !known.has(commandCausationId))) {
      throw new ExpectationError(
        `${type} was caused by none of the events before it.`,
        { commandCausationId: [...known] },
        { commandCausationId },
      );
    }
    known.add(eventId);
  }
}
