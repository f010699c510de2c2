import type { StageResult } from '../diagnostics/diagnostic.js';
import { finish } from '../diagnostics/stage-result.js';
import type { CheckedTemplates } from '../render/own/check-templates.js';
import type { OwnTemplate } from '../render/own/parse-template.js';
import type { TemplateTexts } from '../render/template-set.js';
import { duringAsync } from './stage-error.js';

/** Checks templates of the project's own. Without any, which is nearly always, no compiler of templates is loaded. */
export async function ownTemplates(
  shipped: TemplateTexts,
  own: readonly OwnTemplate[],
): Promise<StageResult<CheckedTemplates | undefined>> {
  if (own.length === 0) return finish(undefined);
  return duringAsync('render', undefined, async () => {
    const { checkTemplates } = await import('../render/own/check-templates.js');
    return checkTemplates(shipped, own);
  });
}
