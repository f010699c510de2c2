import type { Project } from './projects.js';

interface Search {
  readonly fails: (files: Project) => Promise<boolean>;
  /** On the clock of `performance`. */
  readonly until: number;
}

/** A smaller project that still fails, found by leaving out files, lines and pieces of lines, as long as there is time. */
export async function minimise(files: Project, search: Search): Promise<Project> {
  let best = files;
  for (const path of Object.keys(files)) {
    const { [path]: _left, ...others } = best;
    if (Object.keys(others).some((each) => each.startsWith('schemas/')) && (await search.fails(others))) best = others;
  }
  for (const separator of [/(?<=\n)/, /(?<=[\s,{}[\]:])/, /(?:)/u]) {
    for (const path of Object.keys(best)) best = await shorten(best, path, separator, search);
  }
  return best;
}

/** Leaves out ever smaller runs of the parts of one file. */
async function shorten(files: Project, path: string, separator: RegExp, search: Search): Promise<Project> {
  let best = files;
  let size = (best[path] ?? '').split(separator).length;
  while (size > 1) {
    size = Math.ceil(size / 2);
    best = await withoutRuns(best, { path, separator, size }, search);
  }
  return best;
}

interface Runs {
  readonly path: string;
  readonly separator: RegExp;
  readonly size: number;
}

async function withoutRuns(files: Project, { path, separator, size }: Runs, search: Search): Promise<Project> {
  let best = files;
  let at = 0;
  while (performance.now() < search.until) {
    const parts = (best[path] ?? '').split(separator);
    if (at >= parts.length) break;
    const smaller = { ...best, [path]: [...parts.slice(0, at), ...parts.slice(at + size)].join('') };
    if (await search.fails(smaller)) best = smaller;
    else at += size;
  }
  return best;
}
