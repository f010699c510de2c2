import type { Example, ExampleFile } from './examples.js';

/** A part of an example as it is shown: a line above, and the text of a file. */
export interface ShownFile {
  /** Empty where a file in full needs no words. */
  readonly title: string;
  readonly language: 'yaml' | 'ts' | 'json';
  readonly lines: readonly string[];
}

/** What is shown of an example, and of what it is compared with; files that only have to be there are left out. */
export function shownFiles(example: Example): readonly ShownFile[] {
  const { before } = example;
  if (before === undefined) return shownOf(example);
  const was = before.by === 'lock' ? 'released' : 'compared with';
  const named = (word: string, { title, ...file }: ShownFile): ShownFile => ({
    ...file,
    title: title === '' ? word : `${word}, ${title}`,
  });
  // What both have in common around them is said once.
  return [
    ...shownOf({ files: before.files, links: [] }).map((file) => named(was, file)),
    ...shownOf(example).map(({ title, ...file }) =>
      named('now', { ...file, title: title.startsWith('in a file') ? '' : title }),
    ),
  ];
}

function shownOf({ files, links }: Pick<Example, 'files' | 'links'>): readonly ShownFile[] {
  const shown = files.filter((file) => file.shown !== '' || links.includes(file.path));
  return shown.map((file) => ({
    title: titleOf(file, { isLink: links.includes(file.path), isAlone: shown.length === 1 }),
    language: languageOf(file.path),
    lines: file.shown.replace(/\n$/, '').split('\n').map(visible),
  }));
}

/** Paths that are links and hold no file that is shown. */
export function otherLinks({ files, links }: Example): readonly string[] {
  return links.filter((link) => files.every(({ path }) => path !== link));
}

function languageOf(path: string): ShownFile['language'] {
  if (path.endsWith('.json')) return 'json';
  return path.endsWith('.ts') ? 'ts' : 'yaml';
}

function titleOf({ path, frame }: ExampleFile, { isLink, isAlone }: { isLink: boolean; isAlone: boolean }): string {
  if (isLink) return `${path}, a symbolic link`;
  if (frame !== '') return isAlone ? `in a file ${frame}` : `${path}, a file ${frame}`;
  return isAlone && path === 'schemas/order.yaml' ? '' : path;
}

/** Control characters as escapes, so that they can be seen and do no harm. */
function visible(line: string): string {
  return line.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
