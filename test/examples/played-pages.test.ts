// Pages of the guide that are played as they are read: files are saved, commands run, and what they print is compared.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { type MainRun, runMain } from '../support/run-main.js';
import { readRoot, snippetsOf, type Snippet, stands } from './snippets.js';

const pages = ['docs/guide/evolving.md'];

test.each(pages)('%s happens as it is told', async (page) => {
  const root = mkdtempSync(join(tmpdir(), 'varve-page-'));
  try {
    const done = await play(snippetsOf(readRoot(page)), root);
    expect(new Set(done)).toEqual(new Set(['written to', 'now in', 'printed', 'run']));
  } finally {
    rmSync(root, { recursive: true });
  }
});

/** Goes through a page as far as it says what to save, what to run, and what comes of it. */
async function play(snippets: readonly Snippet[], root: string): Promise<readonly string[]> {
  const last = snippets.findLastIndex(({ played }) => played !== undefined);
  let said: MainRun | undefined;
  const done: string[] = [];
  for (const { played, file, language, text, line } of snippets.slice(0, last + 1)) {
    const path = join(root, file);
    if (played === 'written to') {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${text}\n`);
    } else if (played === 'now in') {
      expect(stands(text, readFileSync(path, 'utf8')), `line ${line}: ${readFileSync(path, 'utf8')}`).toBe(true);
    } else if (played === 'printed') {
      expect(said !== undefined && isSaid(text, said), `line ${line}:\n${said?.stdout}\n${said?.stderr}`).toBe(true);
    } else if (language === '') {
      for (const command of text.split('\n')) said = await runMain(command.split(' ').slice(2), root);
    }
    const step = played ?? (language === '' ? 'run' : undefined);
    if (step !== undefined) done.push(step);
  }
  return done;
}

/** A line of three dots leaves something out. */
function isSaid(text: string, { stdout, stderr }: MainRun): boolean {
  return text.split('\n…\n').every((part) => stands(part, stdout) || stands(part, stderr));
}
