/**
 * The style of a YAML file: two blanks a level, one blank line at most, `{ a: 1 }` and `[a, b]`, flow collections that do not
 * fit a line as blocks. Only style: a file comes out with the same values, the same texts of all scalars and all comments,
 * or not at all. Formatting what was formatted changes nothing.
 */
import {
  CST,
  type Document,
  Lexer,
  parseDocument,
  visit,
  type DocumentOptions,
  type ParseOptions,
  type SchemaOptions,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { SourceFile } from '../diagnostics/place.js';
import { loadDocument } from './load-document.js';
import { asWritten } from './scalar-as-written.js';

/** Columns that a flow collection may reach. */
const mostColumns = 120;
/** Each round unfolds one level of flow collections that are too long. */
const mostRounds = 50;

export type Formatted =
  | { readonly kind: 'formatted'; readonly text: string }
  /** No YAML of ours: `check` says why. */
  | { readonly kind: 'unreadable' }
  /** Formatting it would lose something, or would not come to rest. */
  | { readonly kind: 'kept'; readonly reason: string };

const parsing = {
  customTags: (tags) => tags.map((tag) => (typeof tag === 'object' && tag.tag === asWritten.tag ? asWritten : tag)),
  schema: 'failsafe',
  keepSourceTokens: true,
  prettyErrors: false,
  logLevel: 'silent',
} satisfies ParseOptions & DocumentOptions & SchemaOptions;
const printing = { lineWidth: 0, indent: 2, indentSeq: true, flowCollectionPadding: true } as const;

/** Pure. Line ends and a byte order mark stay as they were. */
export function formatYaml(file: SourceFile): Formatted {
  const before = loadDocument(file);
  if (!before.ok) return { kind: 'unreadable' };
  const mark = file.text.startsWith('\ufeff') ? '\ufeff' : '';
  const text = file.text.slice(mark.length).replace(/\r\n?/g, '\n');
  // The parsers disagree about a few odd texts; only what both read can be proved to stay the same.
  if (parseDocument(text, parsing).errors.length > 0) return { kind: 'kept', reason: 'other parsers cannot read it' };
  const styled = inStyle(text);
  if (styled === undefined || inStyle(styled) !== styled)
    return { kind: 'kept', reason: 'its style does not come to rest' };
  if (commentsIn(styled) !== commentsIn(text)) return { kind: 'kept', reason: 'a comment would be lost or moved' };
  const after = loadDocument({ ...file, text: styled });
  if (!after.ok || JSON.stringify(after.value.value) !== JSON.stringify(before.value.value)) {
    return { kind: 'kept', reason: 'its values would not stay the same' };
  }
  const ends = file.text.includes('\r\n') ? '\r\n' : '\n';
  return { kind: 'formatted', text: mark + styled.replaceAll('\n', ends) };
}

/** `undefined` when it does not come to rest. */
function inStyle(text: string): string | undefined {
  let current = printed(parseDocument(text, parsing));
  for (let round = 0; round < mostRounds; round += 1) {
    const document = parseDocument(current, parsing);
    if (document.errors.length > 0) return undefined;
    if (!unfoldLong(document, current)) return withoutPadding(document, current);
    current = printed(document);
  }
  return undefined;
}

function printed(document: Document): string {
  return `${document
    .toString(printing)
    .replaceAll(/[ \t]+$/gm, '')
    .trimEnd()}\n`;
}

type Collection = YAMLMap | YAMLSeq;

/** Makes blocks of the outermost flow collections that are too long; whether there were any. */
function unfoldLong(document: Document, text: string): boolean {
  let found = false;
  visit(document, {
    Collection(_key, node) {
      if (node.flow !== true) return undefined;
      if (!isEmpty(node) && isTooLong(node, text)) {
        node.flow = false;
        found = true;
      }
      return visit.SKIP;
    },
  });
  return found;
}

const isEmpty = (node: Collection): boolean => node.items.length === 0;

function isTooLong({ range }: Collection, text: string): boolean {
  const [start, end] = range ?? [0, 0];
  const from = text.lastIndexOf('\n', start) + 1;
  return text
    .slice(from, end)
    .split('\n')
    .some((line) => line.length > mostColumns);
}

/** The library pads lists as it pads maps. */
function withoutPadding(document: Document, text: string): string {
  const cuts: (readonly [start: number, end: number])[] = [];
  visit(document, {
    Seq(_key, node) {
      const [start, end] = node.range ?? [0, 0];
      if (text[start] !== '[' || text[end - 1] !== ']' || text.slice(start, end).includes('\n')) return;
      const inside = text.slice(start + 1, end - 1);
      cuts.push([start + 1, start + 1 + inside.length - inside.trimStart().length]);
      if (inside.trim() !== '') cuts.push([end - 1 - (inside.length - inside.trimEnd().length), end - 1]);
    },
  });
  return cuts
    .toSorted(([left], [right]) => right - left)
    .reduce((result, [start, end]) => result.slice(0, start) + result.slice(end), text);
}

/** Every comment in its order, and whether it stands at the beginning of a line, as one text. */
function commentsIn(text: string): string {
  const tokens = [...new Lexer().lex(text)];
  return tokens
    .flatMap((token, index) => {
      if (CST.tokenType(token) !== 'comment') return [];
      return [`${tokens[index - 1]?.endsWith('\n') === true ? '' : ' '}${token.trimEnd()}`];
    })
    .join('\n');
}
