import type { StepPlan } from '../../model/evolution-model.js';
import { commentText } from '../../naming/comment-text.js';
import { docComment } from '../layout/doc-comment.js';

/** What a step does, and what it gives up. */
export function stepDoc(name: string, { from, to, lost }: StepPlan): string {
  const notes = lost.length === 0 ? [] : [`Gives up ${lost.map((path) => `\`${commentText(path)}\``).join(', ')}.`];
  return docComment({
    otherwise: `\`${commentText(name)}\` from schema version ${String(from)} to ${String(to)}.`,
    notes,
  });
}
