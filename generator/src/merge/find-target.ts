import { ts } from 'ts-morph';
import type { ScaffoldMember, ScaffoldPlan, ScaffoldTarget } from '../plan/scaffold-plan.js';
import { importedNames } from './file-imports.js';
import { nameOf, topLevelVariables, unwrap, unwrapCalls } from './syntax.js';

/** Where members belong: the object literal of the target, or its class. `undefined` when it is not there, or twice. */
export function findTarget(
  file: ts.SourceFile,
  { target, members }: ScaffoldPlan,
): ts.ObjectLiteralExpression | ts.ClassDeclaration | undefined {
  const typeNames = localNames(file, target.type);
  return target.kind === 'class'
    ? findClass(file, target.className, typeNames)
    : findObject(file, target.variable, { typeNames, parts: partsOf(target, members) });
}

/** What the generated type is called in this file: itself, or what imports renamed it to. */
function localNames(file: ts.SourceFile, type: string): ReadonlySet<string> {
  const names = importedNames(file).filter(({ imported }) => imported === type);
  return new Set([type, ...names.map(({ local }) => local)]);
}

function findObject(
  file: ts.SourceFile,
  variable: string,
  { typeNames, parts }: { readonly typeNames: ReadonlySet<string>; readonly parts: Parts },
): ts.ObjectLiteralExpression | undefined {
  const variables = topLevelVariables(file);
  const named = variables.get(variable);
  const byName = named === undefined ? undefined : objectOf(named, parts);
  if (byName !== undefined) return byName;
  const byType = [...variables.values()].filter((declaration) => meetsType(declaration, typeNames));
  const [only, ...others] = byType;
  return only === undefined || others.length > 0 ? undefined : objectOf(only, parts);
}

/** By these an argument of a call is told from options and the like. */
type Parts = ReadonlySet<string | undefined>;

const deciderParts: Parts = new Set(['initialState', 'decide', 'evolve']);

const partsOf = ({ kind }: ScaffoldTarget, members: readonly ScaffoldMember[]): Parts =>
  kind === 'object' ? deciderParts : new Set(members.map(({ container: [first], name }) => first ?? name));

function objectOf({ initializer }: ts.VariableDeclaration, parts: Parts): ts.ObjectLiteralExpression | undefined {
  if (initializer === undefined) return undefined;
  const value = unwrap(initializer);
  if (ts.isObjectLiteralExpression(value)) return value;
  const argument = unwrapCalls(value);
  if (!ts.isObjectLiteralExpression(argument)) return undefined;
  return argument.properties.some((property) => parts.has(nameOf(property))) ? argument : undefined;
}

function meetsType({ type, initializer }: ts.VariableDeclaration, typeNames: ReadonlySet<string>): boolean {
  if (type !== undefined && isTypeNamed(type, typeNames)) return true;
  let expression = initializer;
  while (expression !== undefined && (ts.isSatisfiesExpression(expression) || ts.isAsExpression(expression))) {
    if (isTypeNamed(expression.type, typeNames)) return true;
    expression = expression.expression;
  }
  return false;
}

function isTypeNamed(type: ts.TypeNode, names: ReadonlySet<string>): boolean {
  if (!ts.isTypeReferenceNode(type)) return false;
  const { typeName } = type;
  return names.has(ts.isIdentifier(typeName) ? typeName.text : typeName.right.text);
}

function findClass(
  file: ts.SourceFile,
  className: string,
  typeNames: ReadonlySet<string>,
): ts.ClassDeclaration | undefined {
  const classes = file.statements.filter(ts.isClassDeclaration);
  const byName = classes.find(({ name }) => name?.text === className);
  if (byName !== undefined) return byName;
  const [only, ...others] = classes.filter((declaration) => extendsOneOf(declaration, typeNames));
  return others.length > 0 ? undefined : only;
}

/** Whether a class extends the generated one itself, with nothing of the user's between. */
export function extendsTarget(declaration: ts.ClassDeclaration, { type }: ScaffoldTarget): boolean {
  return extendsOneOf(declaration, localNames(declaration.getSourceFile(), type));
}

function extendsOneOf(declaration: ts.ClassDeclaration, names: ReadonlySet<string>): boolean {
  return (declaration.heritageClauses ?? []).some(
    ({ token, types }) =>
      token === ts.SyntaxKind.ExtendsKeyword &&
      types.some(({ expression }) =>
        names.has(ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText()),
      ),
  );
}
