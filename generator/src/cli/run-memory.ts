import type { ProducedFile } from '../compile/produce-files.js';
import type { Sources } from '../compile/read-sources.js';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { createMemo, hashOf } from '../host/memo.js';
import { toolIdentity } from '../host/tool-identity.js';
import type { Ownership } from '../plan/output-plan.js';
import type { ScaffoldPlan } from '../plan/scaffold-plan.js';
import { readDisk } from '../reconcile/disk-state.js';
import type { ContextCount } from './count-contexts.js';
import type { Project } from './project.js';
import type { Session } from './session.js';

/**
 * What the last run of this project found, so that a run that has nothing to do is over soon. Everything a run depends
 * on is in the key or compared: the tool, the configuration, every schema, every file it would write. A run is
 * remembered only if it left nothing to say and nothing to do; whatever is missing or odd means doing the work again.
 */
export interface RunMemory {
  /** What the last run counted, if the same run now would find no difference and nothing to say. */
  readonly recall: () => Promise<KnownRun | undefined>;
  /** Whether this very text was found to hold all these members before. */
  readonly isComplete: (file: SourceFile, plan: ScaffoldPlan) => boolean;
  readonly remember: (run: RunResult) => void;
}

export interface KnownRun {
  readonly contexts: readonly ContextCount[];
  readonly unchanged: number;
}

export interface RunResult {
  readonly contexts: readonly ContextCount[];
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Files as they now stand on the disk. */
  readonly files: readonly ProducedFile[];
}

interface StoredRun {
  readonly contexts: readonly ContextCount[];
  readonly files: readonly { readonly path: string; readonly ownership: Ownership; readonly hash: string }[];
}

/** `complete` is added to. */
export function openMemory(
  { host, config, configFile, today }: Project,
  sources: Sources,
  { identity = toolIdentity(), complete = new Set() }: Partial<Session> = {},
): RunMemory {
  // A waiver that has ended is said on the day after, whatever else stayed the same.
  const day = config.waivers.some(({ until }) => until !== undefined) ? today : '';
  const { files, templates, lock } = sources;
  const read = [...files, ...templates.map(({ file }) => file), ...(lock === undefined ? [] : [lock])];
  const key = hashOf([identity, day, configFile.text, ...read.flatMap(({ path, text }) => [path, text])]);
  const runs = createMemo(config.root, 'run');
  const scaffolds = createMemo(config.root, 'scaffolds');
  for (const each of scaffolds.recall(identity)?.split('\n') ?? []) complete.add(each);
  return {
    isComplete: (file, plan) => complete.has(scaffoldKey(file.text, plan)),
    async recall() {
      if (sources.diagnostics.length > 0) return undefined;
      const stored = parseRun(runs.recall(key));
      if (stored === undefined) return undefined;
      const disk = await readDisk(
        host,
        config.out,
        stored.files.map(({ path }) => path),
      );
      const known = new Set(stored.files.map(({ path }) => path));
      if (disk.generated.some(({ path }) => !known.has(path))) return undefined;
      const same = stored.files.every(({ path, ownership, hash }) => {
        const entry = disk.entries.get(path);
        return entry?.kind === 'file' && (ownership === 'seed' || fileHash(entry.text, ownership) === hash);
      });
      return same ? { contexts: stored.contexts, unchanged: stored.files.length } : undefined;
    },
    remember({ contexts, diagnostics, files }) {
      const keys = files.flatMap((file) => (file.complete ? scaffoldKeys(file) : []));
      for (const each of keys) complete.add(each);
      if (keys.length > 0) scaffolds.remember(identity, keys.join('\n'));
      if (diagnostics.length > 0) return;
      const hashes = files.map(({ path, ownership, text }) => ({ path, ownership, hash: fileHash(text, ownership) }));
      runs.remember(key, JSON.stringify({ contexts, files: hashes } satisfies StoredRun));
    },
  };
}

/** Line endings of generated files are no difference, as for reconciling. */
function fileHash(text: string, ownership: Ownership): string {
  return hashOf([ownership === 'generated' ? text.replaceAll('\r\n', '\n') : text]);
}

function parseRun(text: string | undefined): StoredRun | undefined {
  // The memo vouches for the text being exactly what this very tool stored.
  return text === undefined ? undefined : (JSON.parse(text) as StoredRun);
}

function scaffoldKeys({ text, scaffold }: ProducedFile): readonly string[] {
  return scaffold === undefined ? [] : [scaffoldKey(text, scaffold)];
}

function scaffoldKey(text: string, { target, members }: ScaffoldPlan): string {
  return hashOf([
    text,
    JSON.stringify(target),
    ...members.flatMap(({ container, name }) => [JSON.stringify(container), name]),
  ]);
}
