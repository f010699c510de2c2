import runtime from 'handlebars/runtime';
import type Handlebars from 'handlebars';
import { shippedTemplates, type CompiledTemplates } from './shipped-templates.js';
import type { TemplateSet, TemplateTexts } from './template-set.js';

declare module 'handlebars/runtime' {
  // The package's own declaration is empty.
  export function create(): typeof Handlebars;
}

/** The templates compiled into this build; without any, those of `texts`, whose compiler is loaded only then. */
export async function openTemplates(texts: TemplateTexts): Promise<TemplateSet> {
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
