import { didYouMean } from '../../diagnostics/did-you-mean.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { SourceFile, Span } from '../../diagnostics/place.js';
import { spanOf } from './parse-template.js';
import { resolveField, type Scopes, type Use } from './resolve-field.js';
import { isKind } from './statement-kinds.js';
import { report } from './template-messages.js';
import type { ViewSchema } from './view-schema.js';

export interface KnownTemplate {
  readonly name: string;
  readonly program: hbs.AST.Program;
  /** The project's file; `undefined` for a template of ours. */
  readonly own: SourceFile | undefined;
}

export interface Known {
  readonly template: (name: string) => KnownTemplate | undefined;
  readonly partial: (name: string) => KnownTemplate | undefined;
  readonly partials: readonly string[];
}

export interface Walked {
  readonly problems: readonly Diagnostic[];
  /** Files of the project that were met, in the order of meeting. */
  readonly own: readonly SourceFile[];
}

/** Includes more partials than this in one file, and it would not end in this life. */
const mostPartials = 10_000;

/** Everything that is wrong with a template and the partials it includes, when it is given such a view. */
export function walkTemplate(known: Known, name: string, view: ViewSchema | undefined): Walked {
  const template = known.template(name);
  if (template === undefined) return { problems: [], own: [] };
  const walk: Walk = { known, problems: [], own: new Set(), path: [name], included: 0, include: undefined };
  walkProgram(walk, template, template.program, [view]);
  return { problems: walk.problems, own: [...walk.own] };
}

interface Walk {
  readonly known: Known;
  readonly problems: Diagnostic[];
  readonly own: Set<SourceFile>;
  /** Templates that are being walked, the outermost first. */
  readonly path: string[];
  included: number;
  /** Where a template of the project included one of ours: what is wrong inside is wrong there. */
  include: { readonly template: string; readonly partial: string; readonly at: Span } | undefined;
}

function walkProgram(walk: Walk, template: KnownTemplate, program: hbs.AST.Program, scopes: Scopes): void {
  if (template.own !== undefined) walk.own.add(template.own);
  for (const statement of program.body) walkStatement(walk, template, statement, scopes);
}

function walkStatement(walk: Walk, template: KnownTemplate, statement: hbs.AST.Statement, scopes: Scopes): void {
  if (isKind(statement, 'ContentStatement') || isKind(statement, 'CommentStatement')) return;
  if (isKind(statement, 'MustacheStatement')) return walkPrinted(walk, template, statement, scopes);
  if (isKind(statement, 'PartialStatement')) return walkPartial(walk, template, statement, scopes);
  if (isKind(statement, 'BlockStatement')) return walkBlock(walk, template, statement, scopes);
  refuse(walk, template, statement, statementWords[statement.type] ?? 'a statement of this kind');
}

const statementWords: Readonly<Record<string, string>> = {
  PartialBlockStatement: 'a partial with a block',
  DecoratorBlock: 'an inline partial',
  Decorator: 'a decorator',
};

function walkPrinted(walk: Walk, template: KnownTemplate, printed: hbs.AST.MustacheStatement, scopes: Scopes): void {
  const { path, params, hash } = printed;
  if (!isKind(path, 'PathExpression')) return refuse(walk, template, printed, 'a literal in braces');
  if (params.length > 0 || hasPairs(hash)) return refuse(walk, template, printed, 'a call of a helper');
  field(walk, template, path, { use: 'text', scopes });
}

function walkBlock(walk: Walk, template: KnownTemplate, block: hbs.AST.BlockStatement, scopes: Scopes): void {
  const { path, params, hash, program } = block;
  const name = isKind(path, 'PathExpression') ? path.original : '';
  if (!['each', 'if', 'unless'].includes(name)) {
    const help = didYouMean(name, ['each', 'if', 'unless']);
    found(walk, template, path, (at) =>
      report('unknown-block', { template: template.name, block: name }, at, { help }),
    );
    return;
  }
  const [subject] = params;
  if (params.length !== 1 || subject === undefined || !isKind(subject, 'PathExpression')) {
    return refuse(walk, template, block, 'a computed condition');
  }
  if (hasPairs(hash) || namesItems(program)) return refuse(walk, template, block, 'named arguments');
  const inside = field(walk, template, subject, { use: name === 'each' ? 'list' : 'question', scopes });
  const bodies: readonly (hbs.AST.Program | undefined)[] = [program, block.inverse];
  bodies.forEach((body, index) => {
    const isRepeated = name === 'each' && index === 0;
    if (body !== undefined) walkProgram(walk, template, body, isRepeated ? [inside, ...scopes] : scopes);
  });
}

/** What is inside each item, for a list; nothing is known of what is inside of something unknown. */
function field(
  walk: Walk,
  template: KnownTemplate,
  path: hbs.AST.PathExpression,
  { use, scopes }: { readonly use: Use; readonly scopes: Scopes },
): ViewSchema | undefined {
  const viewOf = walk.path.at(-2) ?? template.name;
  const { problem, inside } = resolveField(path, { use, scopes, template: template.name, viewOf });
  const { include } = walk;
  if (problem !== undefined && template.own === undefined && include !== undefined) {
    const { template: includer, partial, at } = include;
    walk.problems.push(report('partial-misfit', { template: includer, partial, field: path.original }, at));
  } else if (problem !== undefined) found(walk, template, path, problem);
  return inside;
}

function walkPartial(walk: Walk, template: KnownTemplate, partial: hbs.AST.PartialStatement, scopes: Scopes): void {
  const { name: path, params, hash } = partial;
  if (!isKind(path, 'PathExpression')) return refuse(walk, template, partial, 'a computed partial');
  if (params.length > 0 || hasPairs(hash)) return refuse(walk, template, partial, 'a partial with arguments');
  const name = path.original;
  const known = walk.known.partial(name);
  const parameters = { template: template.name, partial: name };
  if (known === undefined) {
    const { partials } = walk.known;
    const extras = { help: didYouMean(name, partials) };
    const all = { ...parameters, known: partials.join(', ') };
    return found(walk, template, path, (at) => report('unknown-partial', all, at, extras));
  }
  walk.included += 1;
  if (walk.path.includes(name) || walk.included > mostPartials) {
    return found(walk, template, path, (at) => report('endless-partial', parameters, at));
  }
  const outer = walk.include;
  if (template.own !== undefined) walk.include = { ...parameters, at: spanOf(template.own, partial.loc) };
  walk.path.push(name);
  walkProgram(walk, known, known.program, scopes.slice(0, 1));
  walk.path.pop();
  walk.include = outer;
}

/** Whether items get names of their own, as in `each list as |item|`. The parser leaves out what its types promise. */
function namesItems(program: { readonly blockParams?: readonly string[] } | undefined): boolean {
  return program?.blockParams !== undefined && program.blockParams.length > 0;
}

const hasPairs = (hash: hbs.AST.Hash | undefined): boolean => hash !== undefined && hash.pairs.length > 0;

function refuse(walk: Walk, template: KnownTemplate, node: hbs.AST.Node, what: string): void {
  found(walk, template, node, (at) => report('not-allowed', { template: template.name, what }, at));
}

/** A mistake in a template of the project's; ours have none, whatever includes them. */
function found(walk: Walk, { own }: KnownTemplate, node: hbs.AST.Node, problem: (at: Span) => Diagnostic): void {
  if (own !== undefined && walk.included <= mostPartials + 1) walk.problems.push(problem(spanOf(own, node.loc)));
}
