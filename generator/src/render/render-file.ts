/**
 * Stage 6: a planned file and the templates → its text. Pure; decides nothing. A view that lacks what its template reads
 * is a bug of ours and throws, naming template and path.
 */
import type { Ownership, PlannedFile } from '../plan/output-plan.js';
import type { ScaffoldPlan } from '../plan/scaffold-plan.js';
import type { TemplateSet } from './template-set.js';

export interface RenderedFile {
  /** Posix, relative to the project root. */
  readonly path: string;
  readonly ownership: Ownership;
  /** LF, ends with one newline. */
  readonly text: string;
  readonly sources: readonly string[];
  /** Exactly for `scaffold`. */
  readonly scaffold: ScaffoldPlan | undefined;
}

/** @throws Error when view and template do not fit. */
export function renderFile(planned: PlannedFile<object>, templates: TemplateSet): RenderedFile {
  const { path, ownership, template, view, sources, scaffold } = planned;
  return { path, ownership, text: withOneNewline(templates.render(template, view)), sources, scaffold };
}

/** Most texts end so already, and are not copied. */
function withOneNewline(text: string): string {
  const { length } = text.trimEnd();
  return text.length === length + 1 && text.endsWith('\n') ? text : `${text.slice(0, length)}\n`;
}
