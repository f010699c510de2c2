import type { CheckedTemplates } from './own/check-templates.js';
import { type CompiledTemplate, shippedTemplates } from './shipped-templates.js';
import type { TemplateSet, TemplateTexts } from './template-set.js';

/**
 * The templates compiled into this build; without any, those of `texts`, whose compiler is loaded only then. What comes from
 * templates of the project's own is rendered from the texts, under views that throw for whatever they do not have.
 */
export async function openTemplates(texts: TemplateTexts, own?: CheckedTemplates): Promise<TemplateSet> {
  const shipped = await openShipped(texts);
  if (own === undefined || own.files.size === 0) return shipped;
  const { loadTemplates } = await import('./load-templates.js');
  const strict = loadTemplates(own.texts);
  return {
    render: (template, view) => (own.files.has(template) ? strict : shipped).render(template, view),
  };
}

async function openShipped(texts: TemplateTexts): Promise<TemplateSet> {
  if (shippedTemplates !== undefined) return compiledTemplates(shippedTemplates);
  const { loadTemplates } = await import('./load-templates.js');
  return loadTemplates(texts);
}

function compiledTemplates(compiled: Readonly<Record<string, CompiledTemplate>>): TemplateSet {
  return {
    render(template, view) {
      const print = compiled[template];
      if (print === undefined) throw new Error(`There is no template ${template}.`);
      return print(view);
    },
  };
}
