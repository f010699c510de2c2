import type Handlebars from 'handlebars';

type Program = ReturnType<typeof Handlebars.parse>;
type Node = hbs.AST.Node;

const blocks: ReadonlySet<string> = new Set(['each', 'if', 'unless']);

/**
 * Holds a parsed template to what templates may do: print fields, repeat, leave out, include partials. Everything else
 * is decided in `plan`. @throws Error with the line of what is not allowed.
 */
export function checkTemplate(name: string, program: Program): void {
  for (const statement of program.body) checkStatement(name, statement);
}

function checkStatement(name: string, statement: hbs.AST.Statement): void {
  if (isKind(statement, 'ContentStatement') || isKind(statement, 'CommentStatement')) return;
  if (isKind(statement, 'MustacheStatement')) return checkPrinted(name, statement);
  if (isKind(statement, 'PartialStatement')) return checkPartial(name, statement);
  if (isKind(statement, 'BlockStatement')) return checkBlock(name, statement);
  refuse(name, statement, statement.type);
}

function checkPrinted(name: string, { path, params, hash, ...rest }: hbs.AST.MustacheStatement): void {
  if (!isKind(path, 'PathExpression') || params.length > 0 || hasPairs(hash)) refuse(name, rest, 'a helper call');
}

function checkPartial(name: string, { name: partial, params, hash, ...rest }: hbs.AST.PartialStatement): void {
  if (!isKind(partial, 'PathExpression') || params.length > 0 || hasPairs(hash)) {
    refuse(name, rest, 'a partial with arguments');
  }
}

function checkBlock(name: string, block: hbs.AST.BlockStatement): void {
  const [subject] = block.params;
  const known = isKind(block.path, 'PathExpression') && blocks.has(block.path.original);
  if (!known || block.params.length !== 1 || hasPairs(block.hash)) refuse(name, block, 'this block');
  if (subject === undefined || !isKind(subject, 'PathExpression')) refuse(name, block, 'a computed condition');
  const parts: readonly (Program | undefined)[] = [block.program, block.inverse];
  for (const part of parts) {
    if (part !== undefined) checkTemplate(name, part);
  }
}

interface Kinds {
  readonly ContentStatement: hbs.AST.ContentStatement;
  readonly CommentStatement: hbs.AST.CommentStatement;
  readonly MustacheStatement: hbs.AST.MustacheStatement;
  readonly PartialStatement: hbs.AST.PartialStatement;
  readonly BlockStatement: hbs.AST.BlockStatement;
  readonly PathExpression: hbs.AST.PathExpression;
}

function isKind<Kind extends keyof Kinds>(node: Node, kind: Kind): node is Kinds[Kind] {
  return node.type === kind;
}

const hasPairs = (hash: hbs.AST.Hash | undefined): boolean => hash !== undefined && hash.pairs.length > 0;

function refuse(name: string, { loc }: Pick<Node, 'loc'>, what: string): never {
  throw new Error(`Template ${name}, line ${String(loc.start.line)}: ${what} is not allowed in a template.`);
}
