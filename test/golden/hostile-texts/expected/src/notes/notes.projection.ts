import type { NotesHandlers } from '../generated/notes/notes.projection.js';

/**
 * *\/ globalThis.PWNED = 1; / *
 * // \@ts-nocheck
 */
export const notesHandlers = {
  // Change the row after NoteLost, which is no longer emitted: row.insert, row.upsert, row.patch or row.delete.
  NoteLost(_event, _row) {
    throw new Error('notes.Notes does not handle NoteLost yet.');
  },
  // Change the row after NoteTaken: row.insert, row.upsert, row.patch or row.delete.
  NoteTaken(_event, _row) {
    throw new Error('notes.Notes does not handle NoteTaken yet.');
  },
} satisfies NotesHandlers;
