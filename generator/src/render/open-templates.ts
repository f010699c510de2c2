import runtime from 'handlebars/runtime';
import type Handlebars from 'handlebars';
import type { CheckedTemplates } from './own/check-templates.js';
import { shippedTemplates, type CompiledTemplates } from './shipped-templates.js';
import type { TemplateSet, TemplateTexts } from './template-set.js';

declare module 'handlebars/runtime' {
  // The package's own declaration is empty.
  export function create(): typeof Handlebars;
}

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

function compiledTemplates({ files, partials }: CompiledTemplates): TemplateSet {
  const handlebars = runtime.create();
  for (const [name, compiled] of Object.entries(partials))
    handlebars.registerPartial(name, handlebars.template(compiled));
  const delegates = new Map(
    Object.entries(files).map(([name, compiled]) => [name, handlebars.template<object>(compiled)]),
  );
  return {
    render(template, view) {
      const delegate = delegates.get(template);
      if (delegate === undefined) throw new Error(`There is no template ${template}.`);
      return delegate(view);
    },
  };
}
