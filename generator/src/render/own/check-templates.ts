/**
 * Holds templates of the project's own to what their views have, before anything is rendered: every field, block and
 * partial they name exists where they name it. Partials are looked at wherever they are included, with what they are given
 * there, so that a partial of the project's own that another template includes is held to that view too.
 */
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import type { Diagnostic, StageResult } from '../../diagnostics/diagnostic.js';
import { isSpan, type SourceFile } from '../../diagnostics/place.js';
import { finish } from '../../diagnostics/stage-result.js';
import type { TemplateTexts } from '../template-set.js';
import { parseTemplate, type OwnTemplate } from './parse-template.js';
import { report } from './template-messages.js';
import { viewNameOf, viewProblem } from './view-comment.js';
import { viewSchemas } from './view-schemas.js';
import { walkTemplate, type Known, type KnownTemplate } from './walk-template.js';

export interface CheckedTemplates {
  /** All templates, those of the project in the place of ours. */
  readonly texts: TemplateTexts;
  /** Templates of files whose text comes from the project, in full or through a partial, and the file to point at. */
  readonly files: ReadonlyMap<string, SourceFile>;
}

/** @throws Error when one of our own templates does not parse */
export function checkTemplates(shipped: TemplateTexts, own: readonly OwnTemplate[]): StageResult<CheckedTemplates> {
  const problems: Diagnostic[] = [];
  const names = [...Object.keys(shipped.files), ...Object.keys(shipped.partials)];
  const known = new Map<string, KnownTemplate>();
  for (const each of own) {
    const { name, file } = each;
    if (!names.includes(name)) {
      const help = didYouMean(name, names);
      const at = { file, start: 0, end: 0 };
      problems.push(
        report('unknown-template', { path: file.path, name, known: names.sort().join(', ') }, at, { help }),
      );
      continue;
    }
    const { program, problem } = parseTemplate(each);
    if (problem !== undefined) problems.push(problem);
    else known.set(name, { name, program, own: file });
    if (Object.hasOwn(shipped.files, name)) problems.push(...viewProblem(each, shipped.files[name] ?? ''));
  }
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  const files = new Map<string, SourceFile>();
  const templates = knownTemplates(shipped, known);
  for (const name of Object.keys(shipped.files)) {
    const walked = walkTemplate(templates, name, viewSchemas[name]);
    problems.push(...walked.problems);
    const [file] = walked.own;
    if (file !== undefined) files.set(name, file);
  }
  for (const { name } of own) {
    // A partial that no template includes any more is at least none that could not be included.
    if (Object.hasOwn(shipped.partials, name)) problems.push(...walkTemplate(templates, name, undefined).problems);
  }
  return finish({ texts: withOwn(shipped, own), files }, withoutRepeats(problems));
}

/** A partial is wrong once, however many templates include it. */
function withoutRepeats(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const first = new Map<string, Diagnostic>();
  for (const problem of problems) {
    const { code, at } = problem;
    const key = at === undefined || !isSpan(at) ? code : `${code} ${at.file.path} ${at.start}`;
    if (!first.has(key)) first.set(key, problem);
  }
  return [...first.values()];
}

function knownTemplates(shipped: TemplateTexts, own: ReadonlyMap<string, KnownTemplate>): Known {
  const parsed = new Map(own);
  const find = (texts: TemplateTexts['files'], name: string): KnownTemplate | undefined => {
    if (!Object.hasOwn(texts, name)) return undefined;
    const found = parsed.get(name) ?? shippedTemplate(name, texts[name] ?? '');
    parsed.set(name, found);
    return found;
  };
  return {
    template: (name) => find(shipped.files, name) ?? find(shipped.partials, name),
    partial: (name) => find(shipped.partials, name),
    partials: Object.keys(shipped.partials).sort(),
  };
}

function shippedTemplate(name: string, text: string): KnownTemplate {
  const { program, problem } = parseTemplate({ name, file: { path: `${name}.hbs`, text } });
  if (program === undefined) throw new Error(problem.message);
  return { name, program, own: undefined };
}

function withOwn({ files, partials }: TemplateTexts, own: readonly OwnTemplate[]): TemplateTexts {
  const texts = new Map(own.map(({ name, file }) => [name, file.text.replace(/^\uFEFF/, '')]));
  const replaced = (all: TemplateTexts['files'], headOf: (text: string, ours: string) => string): typeof all =>
    Object.fromEntries(
      Object.entries(all).map(([name, ours]) => {
        const text = texts.get(name);
        return [name, text === undefined ? ours : headOf(text, ours) + text];
      }),
    );
  return { files: replaced(files, viewLine), partials: replaced(partials, () => '') };
}

/** The first line that a template lacks which does not name its view, as it need not. */
function viewLine(text: string, ours: string): string {
  return viewNameOf(text) === undefined ? ours.slice(0, ours.indexOf('\n') + 1) : '';
}
