import { ts } from 'ts-morph';
import { nameOf, topLevelVariables, unwrap, unwrapCalls } from './syntax.js';

/** The members that a container holds, as far as the file tells. */
export type Container =
  | {
      readonly kind: 'found';
      readonly node: ts.ObjectLiteralExpression | ts.ClassDeclaration;
      /** Members written in it, and those of objects of the same file that it spreads. */
      readonly names: ReadonlySet<string>;
      /** Members written in it that could be left over, with the place of their name. */
      readonly own: readonly { readonly name: string; readonly start: number; readonly end: number }[];
      /** It has members that only running the code tells: spreads of what is imported, computed names. */
      readonly open: boolean;
    }
  /** There is no such property; new ones can be added to the object that lacks the first of these. */
  | { readonly kind: 'absent'; readonly parent: ts.ObjectLiteralExpression; readonly missing: readonly string[] }
  /** It is a value from elsewhere: an import, a call. */
  | { readonly kind: 'elsewhere'; readonly text: string };

/**
 * What the properties of `path` lead to, from the class or the object itself. `membersOf` says what each object on the way
 * should have: an object that a call takes counts only when it holds one of them.
 */
export function readContainer(
  target: ts.ObjectLiteralExpression | ts.ClassDeclaration,
  path: readonly string[],
  membersOf: (path: readonly string[]) => ReadonlySet<string>,
): Container {
  const name = path.at(-1);
  if (name === undefined) return ts.isClassDeclaration(target) ? readClass(target) : readObject(target);
  const outer = readContainer(target, path.slice(0, -1), membersOf);
  if (outer.kind === 'elsewhere') return outer;
  if (outer.kind === 'absent') return { ...outer, missing: [...outer.missing, name] };
  if (ts.isClassDeclaration(outer.node)) return { kind: 'elsewhere', text: name };
  return readProperty(outer.node, name, membersOf(path));
}

function readProperty(target: ts.ObjectLiteralExpression, name: string, members: ReadonlySet<string>): Container {
  const property = target.properties.findLast((candidate) => nameOf(candidate) === name);
  if (property === undefined) {
    const spread = target.properties.find((candidate) => nameOf(candidate) === undefined);
    return spread === undefined
      ? { kind: 'absent', parent: target, missing: [name] }
      : { kind: 'elsewhere', text: firstLine(spread) };
  }
  const value = valueOf(property);
  if (value !== undefined && ts.isObjectLiteralExpression(value)) return readObject(value);
  const argument = value === undefined ? undefined : follow(unwrapCalls(value));
  const known = argument !== undefined && ts.isObjectLiteralExpression(argument) ? readObject(argument) : undefined;
  if (known?.kind === 'found' && [...members].some((member) => known.names.has(member))) return known;
  return { kind: 'elsewhere', text: firstLine(property) };
}

const firstLine = (node: ts.Node): string =>
  node
    .getText()
    .split(/[\r\n]/, 1)[0]
    ?.trim() ?? '';

/** An object literal, also one that stands in a constant of the same file. */
function valueOf(property: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  if (ts.isShorthandPropertyAssignment(property)) return follow(property.name);
  return ts.isPropertyAssignment(property) ? follow(property.initializer) : undefined;
}

function follow(expression: ts.Expression): ts.Expression {
  const value = unwrap(expression);
  if (!ts.isIdentifier(value)) return value;
  const initializer = topLevelVariables(value.getSourceFile()).get(value.text)?.initializer;
  return initializer === undefined ? value : unwrap(initializer);
}

function readObject(node: ts.ObjectLiteralExpression, outer: readonly ts.Node[] = []): Container {
  const own = node.properties.flatMap((property) => {
    const name = nameOf(property);
    if (name === undefined || property.name === undefined) return [];
    return [{ name, start: property.name.getStart(), end: property.name.getEnd() }];
  });
  const spreads = node.properties
    .filter((property) => nameOf(property) === undefined)
    .map((property) => readSpread(property, [...outer, node]));
  const spreadNames = spreads.flatMap((spread) => (spread?.kind === 'found' ? [...spread.names] : []));
  const names = new Set([...own.map(({ name }) => name), ...spreadNames]);
  return { kind: 'found', node, names, own, open: spreads.some((spread) => spread?.kind !== 'found' || spread.open) };
}

/** An object that spreads itself does not compile, but may well stand in a file that is being edited. */
function readSpread(property: ts.ObjectLiteralElementLike, outer: readonly ts.Node[]): Container | undefined {
  const spread = ts.isSpreadAssignment(property) ? follow(property.expression) : undefined;
  if (spread === undefined || !ts.isObjectLiteralExpression(spread) || outer.includes(spread)) return undefined;
  return readObject(spread, outer);
}

function readClass(node: ts.ClassDeclaration): Container {
  const names = node.members.map(nameOf).filter((name) => name !== undefined);
  const own = node.members.flatMap((member) => {
    const name = nameOf(member);
    if (name === undefined || member.name === undefined || !isOverride(member)) return [];
    return [{ name, start: member.name.getStart(), end: member.name.getEnd() }];
  });
  return { kind: 'found', node, names: new Set(names), own, open: false };
}

/** Only what says that it overrides something can be left over; anything else in a class is its author's business. */
const isOverride = (member: ts.ClassElement): boolean =>
  ts.canHaveModifiers(member) &&
  ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.OverrideKeyword) === true;
