import type { EventId, StreamName } from '../../runtime/src/index.js';

/** Tests make up ids and names that a program is given. */
export const isEventId = (text: string): text is EventId => /^[0-9a-f-]{36}$/.test(text);
export const isStreamName = (text: string): text is StreamName => text.includes('-');
