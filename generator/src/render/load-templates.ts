import Handlebars from 'handlebars';
import { strictView } from './strict-view.js';
import { checkTemplate } from './template-rules.js';
import type { TemplateSet, TemplateTexts } from './template-set.js';

const viewComment = /^\{\{!-- view: ([A-Z][A-Za-z]*) --\}\}\n/;
const builtIn = { each: true, if: true, unless: true };

export interface LoadedTemplates extends TemplateSet {
  /** Name of the view type that each template declares in its first line. */
  readonly viewTypes: ReadonlyMap<string, string>;
}

/**
 * Templates from their texts; rendering throws for everything that a view does not have.
 * @throws Error naming the template that does not parse, does not name its view, or does more than print.
 */
export function loadTemplates(texts: TemplateTexts): LoadedTemplates {
  const handlebars = Handlebars.create();
  const viewTypes = new Map<string, string>();
  const delegates = new Map<string, Handlebars.TemplateDelegate<object>>();
  const compile = (name: string, text: string): Handlebars.TemplateDelegate<object> => {
    const program = parse(handlebars, name, text);
    checkTemplate(name, program);
    return handlebars.compile<object>(program, {
      strict: true,
      noEscape: true,
      knownHelpersOnly: true,
      knownHelpers: builtIn,
      preventIndent: true,
    });
  };
  for (const [name, text] of Object.entries(texts.partials)) handlebars.registerPartial(name, compile(name, text));
  for (const [name, text] of Object.entries(texts.files)) {
    viewTypes.set(name, declaredView(name, text));
    delegates.set(name, compile(name, text));
  }
  return {
    viewTypes,
    render(template, view) {
      const delegate = delegates.get(template);
      if (delegate === undefined) throw new Error(`There is no template ${template}.`);
      return delegate(strictView(view, template));
    },
  };
}

function parse(handlebars: typeof Handlebars, name: string, text: string): hbs.AST.Program {
  try {
    return handlebars.parse(text.replaceAll('\r\n', '\n'));
  } catch (error) {
    throw new Error(`Template ${name} does not parse.`, { cause: error });
  }
}

function declaredView(name: string, text: string): string {
  const [, view] = viewComment.exec(text.replaceAll('\r\n', '\n')) ?? [];
  if (view === undefined) throw new Error(`Template ${name} does not name its view in its first line.`);
  return view;
}
