import { ts } from 'ts-morph';

/** Behind the comments that follow on the line of `end`; right there where other code does. */
export function endOfLineAt(text: string, end: number): number {
  const afterComments = ts.getTrailingCommentRanges(text, end)?.at(-1)?.end ?? end;
  return /^[ \t]*(?:[\r\n\u2028\u2029]|$)/.test(text.slice(afterComments)) ? afterComments : end;
}

/**
 * Where the first statement of a file without imports can go: behind a byte order mark, `#!`, the comments that speak of
 * the whole file (licences, `@ts-nocheck`, `///`), and directives such as 'use strict'.
 */
export function topOf(file: ts.SourceFile): number {
  const { text } = file;
  const directive = file.statements.findLast((statement, index) => isPrologue(statement, file.statements, index));
  if (directive !== undefined) return nextLine(text, endOfLineAt(text, directive.getEnd()));
  const start = /^\uFEFF?(?:#!.*(?:\r?\n|$))?/.exec(text)?.[0].length ?? 0;
  const comments = ts.getLeadingCommentRanges(text, start) ?? [];
  const last = comments.findLast(({ pos, end }) => speaksOfFile(text.slice(pos, end)) || endsParagraph(text, end));
  return last === undefined ? start : nextLine(text, last.end);
}

function isPrologue(statement: ts.Statement, all: readonly ts.Statement[], index: number): boolean {
  const isDirective = (each: ts.Statement): boolean =>
    ts.isExpressionStatement(each) && ts.isStringLiteral(each.expression);
  return isDirective(statement) && all.slice(0, index).every(isDirective);
}

const speaksOfFile = (comment: string): boolean =>
  /^(?:\/\/\/|\/\*!|\/[/*]+\s*(?:@ts-|@jsx|@license|copyright|spdx|eslint|oxlint|biome|deno|prettier))/i.test(comment);

/** Whether an empty line follows. */
const endsParagraph = (text: string, offset: number): boolean => /^[ \t]*\r?\n[ \t]*\r?\n/.test(text.slice(offset));

/** The beginning of the next line, where nothing but blanks stands between; otherwise the same place. */
function nextLine(text: string, offset: number): number {
  return offset + (/^[ \t]*(?:\r?\n)/.exec(text.slice(offset))?.[0].length ?? 0);
}
