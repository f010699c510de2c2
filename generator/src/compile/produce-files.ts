import type { Assets } from '../assets.js';
import type { GeneratorConfig } from '../config/generator-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { formatFile } from '../format/format-file.js';
import { userOptions } from '../format/user-options.js';
import type { MergedFile } from '../merge/merge-scaffold.js';
import type { PlannedFile } from '../plan/output-plan.js';
import type { ScaffoldPlan } from '../plan/scaffold-plan.js';
import type { WantedFile } from '../reconcile/change-set.js';
import type { DiskState } from '../reconcile/disk-state.js';
import { openTemplates } from '../render/open-templates.js';
import { renderFile } from '../render/render-file.js';
import type { TemplateSet } from '../render/template-set.js';
import type { CheckedTemplates } from '../render/own/check-templates.js';
import { formatOwn, type NewText } from './format-own.js';
import type { OnProgress } from './on-progress.js';
import { during, duringAsync } from './stage-error.js';

/** Members that are to be added to a user's file. */
export interface Addition {
  readonly path: string;
  readonly members: readonly string[];
}

export interface ProducedFile extends WantedFile {
  readonly scaffold: ScaffoldPlan | undefined;
  /** A user's file that holds everything its plan wants, with nothing to report; also one that was made or added to now. */
  readonly complete: boolean;
}

export interface Production {
  readonly files: readonly ProducedFile[];
  readonly additions: readonly Addition[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ProductionContext {
  readonly config: GeneratorConfig;
  readonly assets: Assets;
  /** Templates of the project's own. */
  readonly templates?: CheckedTemplates | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Whether a user's file is known to hold everything its plan wants; then it is not parsed again. */
  readonly isComplete?: ((file: SourceFile, plan: ScaffoldPlan) => boolean) | undefined;
  /** Whether settings of a formatter may apply to a file, given by its absolute path; if not, no formatter is asked. */
  readonly hasFormatSettings?: ((path: string) => boolean) | undefined;
}

/** Stages 6 to 8: renders and formats what is generated or missing; a user's file that stands is only merged with. */
export async function produceFiles(
  planned: readonly PlannedFile<object>[],
  disk: DiskState,
  context: ProductionContext,
): Promise<Production> {
  const templates = await duringAsync('render', undefined, () =>
    openTemplates(context.assets.templates, context.templates),
  );
  const files: ProducedFile[] = [];
  const additions: Addition[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, each] of planned.entries()) {
    context.onProgress?.('render', index, planned.length);
    const { path, ownership, scaffold } = each;
    const entry = disk.entries.get(path);
    if (ownership === 'generated' || entry?.kind !== 'file') {
      const made = await newText(each, templates, context);
      files.push({ path, ownership, scaffold, complete: true, text: made.text });
      diagnostics.push(...made.diagnostics);
      continue;
    }
    const merged = await merge({ path, text: entry.text }, scaffold, context);
    const complete = merged.diagnostics.length === 0;
    files.push({ path, ownership, scaffold, complete, text: merged.text });
    if (merged.added.length > 0) additions.push({ path, members: merged.added });
    diagnostics.push(...merged.diagnostics);
  }
  return { files, additions, diagnostics };
}

async function newText(
  planned: PlannedFile<object>,
  templates: TemplateSet,
  { config, templates: checked, hasFormatSettings = () => true }: ProductionContext,
): Promise<NewText> {
  const { path, ownership, template } = planned;
  const own = checked?.files.get(template);
  const rendered = during('render', path, () => renderFile(planned, templates));
  return duringAsync('format', path, async () => {
    const file = `${config.root}/${path}`;
    const options = ownership === 'generated' || !hasFormatSettings(file) ? undefined : await userOptions(file);
    if (own !== undefined) return formatOwn(rendered, { template, file: own, userOptions: options });
    const { text } = await formatFile(rendered, { mode: config.formatGenerated, userOptions: options });
    return { text, diagnostics: [] };
  });
}

/** Loads a compiler, which costs more than all the rest of a run; so only when it has to look at the file. */
async function merge(
  file: SourceFile,
  plan: ScaffoldPlan | undefined,
  { isComplete }: ProductionContext,
): Promise<MergedFile> {
  if (plan === undefined || isComplete?.(file, plan) === true) return { ...file, added: [], diagnostics: [] };
  const { mergeScaffold } = await import('../merge/merge-scaffold.js');
  return during('merge', file.path, () => mergeScaffold(file, plan));
}
