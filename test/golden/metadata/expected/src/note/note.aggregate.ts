import type { DecideContext } from '@varve/runtime';
import type { Metadata } from '../generated/metadata.js';
import { NoteAggregate, type NoteTaken, type TakeNote } from '../generated/tasks/note.js';

/** Decides for Note. */
export class Note extends NoteAggregate {
  // Decide: this.raise(…) for NoteTaken.
  override takeNote(_command: TakeNote, _context: DecideContext<Metadata>): void {
    throw new Error('tasks.TakeNote is not decided yet.');
  }

  protected override onNoteTaken(_event: NoteTaken): void {
    // Change the fields of this object as NoteTaken says.
  }
}
