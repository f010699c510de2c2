// Documentation is held to compiled files: a comment `<!-- from <path> -->` before a fence says that the block stands in
// that file, line by line, however deep it is indented there.
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

export const readRoot = (path: string): string => readFileSync(new URL(path, root), 'utf8');

export interface Snippet {
  readonly language: string;
  readonly text: string;
  /** Path from the root; `undefined` when the page names none. */
  readonly from: string | undefined;
  /** Line of the page where it begins, from 1. */
  readonly line: number;
}

const fence = /(?:<!-- from (\S+) -->\s*\n)?\n?```(\w*)\n([\s\S]*?)```/g;

/** Every fenced block of a page, in order. */
export function snippetsOf(page: string): readonly Snippet[] {
  return [...page.matchAll(fence)].map(({ 0: whole, 1: from, 2: language = '', 3: text = '', index }) => ({
    from,
    language,
    text: text.trimEnd(),
    line: page.slice(0, index + whole.indexOf('```')).split('\n').length,
  }));
}

/** Whether the lines of `text` follow each other in `file`, all indented by the same amount. */
export function stands(text: string, file: string): boolean {
  const wanted = text.split('\n');
  const lines = file.split('\n');
  return lines.some((line, at) => {
    const [first = ''] = wanted;
    if (!line.endsWith(first) || line.slice(0, line.length - first.length).trim() !== '') return false;
    const indent = line.slice(0, line.length - first.length);
    return wanted.every((wish, offset) => lines[at + offset] === (wish === '' ? '' : indent + wish));
  });
}
