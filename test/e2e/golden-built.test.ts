import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createProject } from './project.js';

const golden = fileURLToPath(new URL('../golden/', import.meta.url));
const projects = readdirSync(golden, { withFileTypes: true }).filter((entry) => entry.isDirectory());

type Files = Readonly<Record<string, string>>;

function filesIn(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    paths.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length).replace(/^\//, ''), readFileSync(path, 'utf8')];
    }),
  );
}

// Bundled, with templates compiled beforehand, the command must print what the sources print.
describe('the built command makes every golden folder', () => {
  test.each(projects.map(({ name }) => name))('%s', async (name) => {
    const files = filesIn(join(golden, name));
    const given = Object.entries(files).filter(([path]) => !path.startsWith('expected/'));
    const project = createProject({ 'varve.config.yaml': 'varve: 1\n', ...Object.fromEntries(given) });
    const { exitCode, stdout, stderr } = await project.varve(['generate']);
    expect(exitCode, stdout + stderr).toBe(0);
    expect(project.tree('src')).toEqual(below('expected/src/', files));
  });
});

function below(prefix: string, files: Files): Files {
  const entries = Object.entries(files).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(entries.map(([path, text]) => [path.slice(prefix.length), text]));
}
