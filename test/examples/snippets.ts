// Documentation is held to compiled files: a comment `<!-- from <path> -->` before a fence says that the block stands in
// that file, line by line, however deep it is indented there. A page may also be played, from its top to its end, in a
// project of its own: `<!-- written to <path> -->` is a file that the reader saves, `<!-- now in <path> -->` shows what a
// file has become, `<!-- typed -->` what is entered, and `<!-- printed -->` what the command above says. What
// a test of its own compares is `<!-- printed in <path of the test> -->`.
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

export const readRoot = (path: string): string => readFileSync(new URL(path, root), 'utf8');

export interface Snippet {
  readonly language: string;
  readonly text: string;
  /** Path from the root; `undefined` when the page names none. */
  readonly from: string | undefined;
  /** What is done with it when the page is played. */
  readonly played: 'written to' | 'now in' | 'typed' | 'printed' | undefined;
  /** Whether the test at `file` compares it. */
  readonly isTestedElsewhere: boolean;
  /** The file that the page names. */
  readonly file: string;
  /** Line of the page where it begins, from 1. */
  readonly line: number;
}

const roles = ['written to', 'now in', 'typed', 'printed'] as const;

const fence =
  /(?:<!-- (from|written to|now in|typed|printed in|printed)(?: (\S+))? -->\s*\n)?\n?```(\w*)\n([\s\S]*?)```/g;

/** Every fenced block of a page, in order. */
export function snippetsOf(page: string): readonly Snippet[] {
  return [...page.matchAll(fence)].map(
    ({ 0: whole, 1: role, 2: path = '', 3: language = '', 4: text = '', index }) => ({
      from: role === 'from' ? path : undefined,
      played: roles.find((each) => each === role),
      isTestedElsewhere: role === 'printed in',
      file: path,
      language,
      text: text.trimEnd(),
      line: page.slice(0, index + whole.indexOf('```')).split('\n').length,
    }),
  );
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
