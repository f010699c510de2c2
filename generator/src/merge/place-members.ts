import { ts } from 'ts-morph';
import { type Splice, spliceAround } from './splice.js';
import { indentLines, lineIndentAt, startsLine, type TextStyle } from './text-style.js';

export type Body = ts.ObjectLiteralExpression | ts.ClassDeclaration;

/**
 * Splices that put whole members at the end of an object literal or a class. `texts` are members as a scaffold has
 * them: LF, not indented; those for an object end with a comma.
 */
export function placeMembers(body: Body, texts: readonly string[], style: TextStyle): readonly Splice[] {
  const text = body.getSourceFile().text;
  const base = memberIndent(body, text, style);
  const blank = ts.isClassDeclaration(body) ? style.newline : '';
  const lead = body.getChildCount() > 0 && membersOf(body).length > 0 ? blank : '';
  const block = lead + texts.map((member) => style.newline + indentLines(member, base, style)).join(blank);
  return [...commaSplice(body), ...closingSplices(body, block, text, style)];
}

function membersOf(body: Body): ts.NodeArray<ts.ObjectLiteralElementLike | ts.ClassElement> {
  return ts.isClassDeclaration(body) ? body.members : body.properties;
}

/** Where the first member that has a line of its own stands; otherwise one step further than the opening line. */
function memberIndent(body: Body, text: string, style: TextStyle): string {
  const starts = membersOf(body).map((member) => member.getStart());
  const onOwnLine = starts.find((start) => startsLine(text, start));
  return onOwnLine === undefined ? lineIndentAt(text, body.getStart()) + style.indent : lineIndentAt(text, onOwnLine);
}

/** The comma goes right behind the last member, before whatever comment follows it. */
function commaSplice(body: Body): readonly Splice[] {
  const last = membersOf(body).at(-1);
  if (ts.isClassDeclaration(body) || last === undefined || body.properties.hasTrailingComma) return [];
  return [{ offset: last.getEnd(), insert: ',' }];
}

/** Behind everything that stands in the body, comments included; the closing brace gets a line of its own. */
function closingSplices(body: Body, block: string, text: string, style: TextStyle): readonly Splice[] {
  const brace = body.getEnd() - 1;
  const end = text.slice(0, brace).trimEnd().length;
  const gap = text.slice(end, brace);
  if (gap.includes('\n')) return [{ offset: end, insert: block }];
  return spliceAround(end, gap, block + style.newline + lineIndentAt(text, body.getStart()));
}
