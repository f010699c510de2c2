import { didYouMean } from '../../diagnostics/did-you-mean.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../diagnostics/place.js';
import { report } from './template-messages.js';
import type { FieldSchema, ViewSchema } from './view-schema.js';

/** What names mean at a place, innermost first; `undefined` where nothing is known, and every name is taken. */
export type Scopes = readonly (ViewSchema | undefined)[];

/** Whether a field is printed, repeated over, or asked for. */
export type Use = 'text' | 'list' | 'question';

interface Asked {
  readonly use: Use;
  readonly scopes: Scopes;
  readonly template: string;
  /** Whose view it is, or was before it was handed on to a partial. */
  readonly viewOf: string;
}

interface Resolved {
  readonly problem?: (at: Span) => Diagnostic;
  /** What each item of a list has. */
  readonly inside: ViewSchema | undefined;
}

const useWords: Readonly<Record<Use, string>> = { text: 'text', list: 'a list', question: 'a condition' };

/** What a path in a template stands for, and whether it can be used that way. */
export function resolveField(path: hbs.AST.PathExpression, asked: Asked): Resolved {
  if (path.data) return resolveData(path, asked);
  const { use, scopes, template } = asked;
  const scope = scopes[path.depth];
  // One level further out than there is: of a file's view, or of what a partial is given.
  if (path.depth >= scopes.length) return unknown(path.original, asked, []);
  if (scope === undefined) return { inside: undefined };
  const [name = '', ...further] = path.parts;
  const known = Object.keys(scope);
  if (path.parts.length === 0) return misfit(path.original, { use, template, kind: 'a view' });
  if (further.length > 0 || !Object.hasOwn(scope, name)) return unknown(path.original, asked, known, name);
  const schema = scope[name] ?? 'text';
  if (!fits(schema, use)) return misfit(path.original, { use, template, kind: kindOf(schema) });
  return { inside: typeof schema === 'string' ? undefined : schema[0] };
}

/** `@first`, `@last` and `@index`, within a list. */
function resolveData(path: hbs.AST.PathExpression, asked: Asked): Resolved {
  const { use, scopes, template } = asked;
  const isIn = scopes.length > 1;
  if (!isIn || !['@first', '@last', '@index'].includes(path.original)) {
    return unknown(path.original, asked, isIn ? ['@first', '@last', '@index'] : []);
  }
  return use === 'list' ? misfit(path.original, { use, template, kind: 'a condition' }) : { inside: undefined };
}

function unknown(field: string, { scopes, template, viewOf }: Asked, known: readonly string[], name = field): Resolved {
  const owner =
    scopes.length > 1 ? 'an item of this list' : template === viewOf ? 'its view' : `what ${viewOf} hands on`;
  const help = didYouMean(name, known) ?? (known.length === 0 ? 'Remove it: nothing stands there.' : undefined);
  const parameters = { template, field, owner, known: known.join(', ') };
  return { problem: (at) => report('unknown-field', parameters, at, { help }), inside: undefined };
}

interface Misfit {
  readonly use: Use;
  readonly template: string;
  readonly kind: string;
}

function misfit(field: string, { use, template, kind }: Misfit): Resolved {
  const parameters = { template, field, use: useWords[use], kind };
  return { problem: (at) => report('field-misfit', parameters, at), inside: undefined };
}

function fits(schema: FieldSchema, use: Use): boolean {
  if (use === 'question') return true;
  return use === 'list' ? typeof schema !== 'string' : schema === 'text';
}

function kindOf(schema: FieldSchema): string {
  if (typeof schema !== 'string') return 'a list';
  return schema === 'text' ? 'text' : 'a condition';
}
