import type { Sources } from '../../compile/read-sources.js';
import type { Project } from '../project.js';

/** What the last run read, if it left nothing to do: the system reports more changes than there are. */
export interface Settled {
  /** Whether a run would read the very same texts again. */
  isLike(project: Project, sources: Sources): boolean;
  set(project: Project, sources: Sources): void;
  clear(): void;
}

export function createSettled(): Settled {
  let last: readonly string[] | undefined;
  return {
    isLike(project, sources) {
      const texts = textsOf(project, sources);
      return last?.length === texts.length && last.every((text, index) => text === texts[index]);
    },
    set(project, sources) {
      last = textsOf(project, sources);
    },
    clear() {
      last = undefined;
    },
  };
}

function textsOf({ configFile }: Project, { files, templates, lock }: Sources): readonly string[] {
  const read = [...files, ...templates.map(({ file }) => file)];
  return [configFile.text, lock?.text ?? '', ...read.flatMap(({ path, text }) => [path, text])];
}
