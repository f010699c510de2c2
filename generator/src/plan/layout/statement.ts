/** Statements of generated functions, as data, and their lines as prettier would print them. */
import type { Code } from './code.js';
import { onOneLine, layOut, layOutAssigned, lineWidth } from './lay-out.js';

export type Statement =
  | { readonly kind: 'return'; readonly value: Code }
  /** `const name: type = value;` */
  | { readonly kind: 'constant'; readonly name: string; readonly type: string | undefined; readonly value: Code }
  /** `target = value;` */
  | { readonly kind: 'assign'; readonly target: string; readonly value: Code }
  | { readonly kind: 'if'; readonly condition: string; readonly body: readonly Statement[] }
  | {
      readonly kind: 'switch';
      readonly on: string;
      readonly cases: readonly SwitchCase[];
    };

export interface SwitchCase {
  /** Expressions; none for `default`. */
  readonly labels: readonly string[];
  readonly body: readonly Statement[];
}

export const returned = (value: Code): Statement => ({ kind: 'return', value });

/** Each statement with a newline behind it. */
export function layOutStatements(statements: readonly Statement[], indent: number): string {
  return statements.map((statement) => `${layOutStatement(statement, indent)}\n`).join('');
}

function layOutStatement(statement: Statement, indent: number): string {
  const blanks = ' '.repeat(indent);
  switch (statement.kind) {
    case 'return': {
      const head = `${blanks}return `;
      return `${head}${layOut(statement.value, { indent, column: head.length, after: 1 })};`;
    }
    case 'constant': {
      const { name, type, value } = statement;
      return layOutAssigned(`${blanks}const ${name}${type === undefined ? '' : `: ${type}`} =`, value, indent);
    }
    case 'assign':
      return layOutAssigned(`${blanks}${statement.target} =`, statement.value, indent);
    case 'if':
      return layOutIf(statement, indent);
    case 'switch':
      return layOutSwitch(statement, indent);
  }
}

/** On one line where it is a single statement that fits there. */
function layOutIf({ condition, body }: Statement & { readonly kind: 'if' }, indent: number): string {
  const blanks = ' '.repeat(indent);
  const head = `${blanks}if (${condition}) `;
  const [only, ...others] = body;
  const flat = only === undefined || others.length > 0 ? undefined : flatStatement(only);
  if (flat !== undefined && head.length + flat.length <= lineWidth) return head + flat;
  return `${head}{\n${layOutStatements(body, indent + 2)}${blanks}}`;
}

function flatStatement(statement: Statement): string | undefined {
  if (statement.kind === 'return') return `return ${onOneLine(statement.value)};`;
  return statement.kind === 'assign' ? `${statement.target} = ${onOneLine(statement.value)};` : undefined;
}

function layOutSwitch({ on, cases }: Statement & { readonly kind: 'switch' }, indent: number): string {
  const blanks = ' '.repeat(indent);
  const inner = ' '.repeat(indent + 2);
  const printed = cases.map(({ labels, body }) => {
    const heads = labels.length === 0 ? ['default:'] : labels.map((label) => `case ${label}:`);
    const isBlock = body.some(({ kind }) => kind === 'constant');
    const lines = layOutStatements(body, indent + 4);
    return `${inner}${heads.join(`\n${inner}`)}${isBlock ? ` {\n${lines}${inner}}` : `\n${lines.trimEnd()}`}\n`;
  });
  return `${blanks}switch (${on}) {\n${printed.join('')}${blanks}}`;
}
