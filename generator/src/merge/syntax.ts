import { ts } from 'ts-morph';

/** A user's file, parsed; nodes know their parents. Broken text gives a tree too. */
export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

export interface SyntaxProblem {
  readonly start: number;
  readonly message: string;
}

/** Syntax errors only; types are not looked at. */
export function syntaxProblems(path: string, text: string): readonly SyntaxProblem[] {
  const compilerOptions = { target: ts.ScriptTarget.Latest, module: ts.ModuleKind.ESNext };
  const { diagnostics = [] } = ts.transpileModule(text, { fileName: path, reportDiagnostics: true, compilerOptions });
  return diagnostics.map(({ start, messageText }) => ({
    start: start ?? 0,
    message: ts.flattenDiagnosticMessageText(messageText, ' '),
  }));
}

/** The expression inside `satisfies`, `as`, `<T>`, `!` and parentheses. */
export function unwrap(expression: ts.Expression): ts.Expression {
  if (
    ts.isSatisfiesExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isTypeAssertionExpression(expression) ||
    ts.isParenthesizedExpression(expression) ||
    ts.isNonNullExpression(expression)
  ) {
    return unwrap(expression.expression);
  }
  return expression;
}

/** What a call takes as its only argument, also through several calls; any other expression as it is. */
export function unwrapCalls(expression: ts.Expression): ts.Expression {
  const value = unwrap(expression);
  const [only, ...others] = ts.isCallExpression(value) ? value.arguments : [];
  return only !== undefined && others.length === 0 ? unwrapCalls(only) : value;
}

/** The `const x = …` of a file's top level, by name. */
export function topLevelVariables(file: ts.SourceFile): ReadonlyMap<string, ts.VariableDeclaration> {
  const found = new Map<string, ts.VariableDeclaration>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      if (ts.isIdentifier(declaration.name)) found.set(declaration.name.text, declaration);
    }
  }
  return found;
}

/** A member's name as JavaScript sees it; `undefined` for computed names that only running the code tells. */
export function nameOf(member: ts.ObjectLiteralElementLike | ts.ClassElement): string | undefined {
  const { name } = member;
  if (name === undefined) return undefined;
  const plain = ts.isComputedPropertyName(name) ? name.expression : name;
  if (ts.isStringLiteralLike(plain) || ts.isNumericLiteral(plain)) return plain.text;
  return ts.isIdentifier(plain) && !ts.isComputedPropertyName(name) ? plain.text : undefined;
}
