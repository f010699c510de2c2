import type { NoteDecider } from '../generated/notes/note.js';

/** What deciding needs to know of Note. Yours to shape. */
export type NoteState = Readonly<Record<string, never>>;

/** *\/ globalThis.PWNED = 1; / * */
export const noteDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after NoteLost, which is no longer emitted.
    NoteLost: (state) => state,
    // Return the state after NoteTaken.
    NoteTaken: (state) => state,
  },
} satisfies NoteDecider<NoteState>;
