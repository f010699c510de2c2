// The first chapters of the tutorial, gone through as they are written, in an empty folder, with the packages as users get them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRoot, type Snippet, snippetsOf, stands } from '../examples/snippets.js';
import { createWorkbench, type Workbench } from './packed.js';

const chapters = ['01-what-happens', '02-rules', '03-a-log-that-stays'];

let bench: Workbench;
beforeAll(() => {
  bench = createWorkbench();
});
afterAll(() => bench.remove());

interface Said {
  readonly text: string;
  readonly status: number | null;
}

/** A line as it is typed, with our packages from where they were packed. */
function type(line: string, folder: string): Said {
  const [command = '', ...words] = line.split(' ').map((word) => packed(word));
  const quiet = command === 'npm' && words[0] === 'install' ? ['--no-audit', '--no-fund', '--prefer-offline'] : [];
  const env = { ...process.env, CI: '', NO_COLOR: '1', FORCE_COLOR: undefined, NODE_ENV: undefined, VITEST: undefined };
  const { status, stdout, stderr } = spawnSync(command, [...words, ...quiet], { cwd: folder, encoding: 'utf8', env });
  return { text: stdout + stderr, status };
}

function packed(word: string): string {
  const [generator = '', runtime = ''] = bench.tarballs;
  return word === 'varve' ? generator : word === '@varve/runtime' ? runtime : word;
}

/** Does what a block says. @returns what was said last */
function play({ played, file, text, line }: Snippet, folder: string, last: Said | undefined): Said | undefined {
  if (played === 'written to') {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  if (played === 'printed') expect(stands(text, last?.text ?? ''), `line ${line}:\n${last?.text}`).toBe(true);
  if (played !== 'typed') return last;
  let said: Said | undefined;
  for (const entered of text.split('\n')) {
    expect(said?.status ?? 0, said?.text).toBe(0);
    said = type(
      entered.startsWith('npx varve') ? entered.replace('npx varve', './node_modules/.bin/varve') : entered,
      folder,
    );
  }
  return said;
}

test('whoever follows the first three chapters has a bank that remembers', { timeout: 300_000 }, () => {
  const folder = bench.folder('tutorial', {});
  const endings: (number | null)[] = [];
  for (const chapter of chapters) {
    let last: Said | undefined;
    for (const snippet of snippetsOf(readRoot(`docs/tutorial/${chapter}.md`))) {
      const said = play(snippet, folder, last);
      if (said !== last && said !== undefined) endings.push(said.status);
      last = said;
    }
  }
  // The one that fails is the one that the third chapter says it is.
  expect(endings).toEqual([0, 0, 0, 1, 0, 0]);
});
