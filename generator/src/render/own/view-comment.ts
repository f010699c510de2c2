import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { OwnTemplate } from './parse-template.js';
import { report } from './template-messages.js';

const viewComment = /^\uFEFF?\{\{!-- view: ([A-Z][A-Za-z]*) --\}\}\r?\n/;

/** The view that a template names in its first line. */
export function viewNameOf(text: string): string | undefined {
  return viewComment.exec(text)?.[1];
}

/** A template need not name its view; one that does was written for exactly that one. */
export function viewProblem({ name, file }: OwnTemplate, shipped: string): readonly Diagnostic[] {
  const found = viewNameOf(file.text);
  const view = viewNameOf(shipped);
  if (found === undefined || view === undefined || found === view) return [];
  const start = file.text.indexOf(found);
  return [report('other-view', { template: name, found, view }, { file, start, end: start + found.length })];
}
