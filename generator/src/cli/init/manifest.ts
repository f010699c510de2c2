import { applyEdits, modify, parse, type ParseError, printParseErrorCode } from 'jsonc-parser';
import { UsageError } from '../usage-error.js';

/** What is asked of a `package.json`; anything else in it is none of our business. */
export interface Manifest {
  readonly type: string | undefined;
  readonly scripts: Readonly<Record<string, string>>;
  /** Names of all dependencies, of whatever kind. */
  readonly dependencies: ReadonlySet<string>;
}

/** @throws UsageError when the text is not a JSON object */
export function readManifest(text: string): Manifest {
  const content = parseObject(text, 'package.json');
  const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  const { type } = content;
  return {
    type: typeof type === 'string' ? type : undefined,
    scripts: textsIn(content['scripts']),
    dependencies: new Set(kinds.flatMap((kind) => Object.keys(textsIn(content[kind])))),
  };
}

/** A JSON object that may have comments. @throws UsageError for anything else */
export function parseObject(text: string, name: string): Readonly<Record<string, unknown>> {
  const errors: ParseError[] = [];
  const content: unknown = parse(withoutMark(text), errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined || typeof content !== 'object' || content === null || Array.isArray(content)) {
    const problem = first === undefined ? 'is no object' : `cannot be read: ${printParseErrorCode(first.error)}`;
    throw new UsageError(`${name} ${problem}. Mend it, then run varve init again.`);
  }
  return { ...content };
}

/** A value to be added under a path of keys. */
export interface Addition {
  readonly path: readonly string[];
  readonly value: string;
}

/** The text with these values added; every byte that was there stays. Each path must be free. */
export function addToManifest(text: string, additions: readonly Addition[]): string {
  const mark = text.slice(0, text.length - withoutMark(text).length);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const [, indent = '  '] = /\n([ \t]+)"/.exec(text) ?? [];
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol,
  };
  let result = withoutMark(text);
  for (const { path, value } of additions) {
    result = applyEdits(result, modify(result, [...path], value, { formattingOptions }));
  }
  return mark + result;
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function textsIn(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(entries);
}
