import type { Change } from '../reconcile/change-set.js';
import { audienceLines } from './audience-lines.js';
import type { CommandReport } from './command-report.js';
import type { ContextCount } from './count-contexts.js';
import { plural } from './plural.js';
import type { Colors } from './terminal.js';

export interface Line {
  readonly label: string;
  readonly text: string;
}

/** What a run found and did, one fact a line, labels in one column. */
export function summaryLines(report: CommandReport, colors: Colors): readonly string[] {
  const lines = [
    ...report.contexts.map(contextLine),
    ...audienceLines(report),
    ...releaseLines(report),
    ...frozenLines(report),
    ...changeLines(report),
    ...nextLines(report),
  ];
  const width = Math.max(0, ...lines.map(({ label }) => label.length));
  return lines.map(({ label, text }) => `${colors.bold(label.padEnd(width))}  ${text}`);
}

function contextLine({ context, ...count }: ContextCount): Line {
  const versions = count.eventVersions > count.events ? ` (${plural(count.eventVersions, 'version')})` : '';
  const parts = [
    count.aggregates > 0 ? plural(count.aggregates, 'aggregate') : undefined,
    count.events > 0 ? `${plural(count.events, 'event')}${versions}` : undefined,
    count.commands > 0 ? plural(count.commands, 'command') : undefined,
    count.projections > 0 ? plural(count.projections, 'projection') : undefined,
    count.processes > 0 ? plural(count.processes, 'process', 'processes') : undefined,
    count.aggregates + count.projections + count.processes === 0 ? plural(count.types, 'type') : undefined,
  ];
  return { label: context, text: parts.filter((part) => part !== undefined).join(', ') };
}

const done = { write: 'wrote', remove: 'removed', create: 'created', add: 'added' } as const;
const planned = { write: 'would write', remove: 'would remove', create: 'would create', add: 'would add' } as const;

function changeLines({ command, mode, changes: set, additions, out }: CommandReport): readonly Line[] {
  if (set === undefined) return [];
  const { changes, unchanged } = set;
  if (changes.length === 0) return [{ label: 'unchanged', text: plural(unchanged, 'file') }];
  if (mode === 'compare') return [{ label: 'stale', text: `${plural(changes.length, 'file')}; run varve ${command}` }];
  const words = mode === 'preview' ? planned : done;
  const created = changes.filter((change) => change.kind === 'create' && change.ownership !== 'generated');
  return [
    ...byFolder(changes.filter(isGenerated), out).map((text) => ({ label: words.write, text })),
    ...byFolder(changes.filter(isDeletion), out).map((text) => ({ label: words.remove, text })),
    ...changes.filter(isUpdatedByRelease).map(({ path }) => ({ label: words.write, text: path })),
    ...createdLines(created.map(({ path }) => path)).map((text) => ({ label: words.create, text })),
    ...additions.map(({ path, members }) => ({
      label: words.add,
      text: `${plural(members.length, 'handler')} to ${path}: ${members.join(', ')}`,
    })),
  ];
}

/** Messages and types that become final, each with its versions. */
function releaseLines({ mode, changes, released }: CommandReport): readonly Line[] {
  if (released === undefined) return [];
  if (changes === undefined) return [{ label: 'kept back', text: 'nothing is released while somebody would break' }];
  const label = mode === 'write' ? 'released' : mode === 'compare' ? 'draft' : 'would release';
  const byName = new Map<string, number[]>();
  for (const { kind, name, schemaVersion } of released) {
    const key = kind === 'state' ? `state of ${name}` : name;
    byName.set(key, [...(byName.get(key) ?? []), schemaVersion]);
  }
  const names = [...byName].map(([name, versions]) => `${name} ${versions.join(', ')}`);
  if (names.length === 0) return [{ label: 'released', text: 'everything there is' }];
  return createdLines(names, 'more name').map((text) => ({ label, text }));
}

/** What old versions become: written down, or why not. */
function frozenLines({ mode, frozen = 0, unfrozen = 0 }: CommandReport): readonly Line[] {
  const label = mode === 'write' ? 'froze' : mode === 'compare' ? 'not frozen' : 'would freeze';
  if (frozen > 0) return [{ label, text: `${plural(frozen, 'result')} of old versions` }];
  if (unfrozen === 0) return [];
  const text = `${plural(unfrozen, 'result')} of old versions; say --app <module>, or app: in varve.config.yaml`;
  return [{ label: 'not frozen', text }];
}

/** What was generated calls versions drafts that are none any more, and durable stores refuse drafts. */
function nextLines({ mode, changes, released = [] }: CommandReport): readonly Line[] {
  if (mode !== 'write' || changes === undefined || released.length === 0) return [];
  return [{ label: 'next', text: 'run varve generate, so that stores no longer take these versions for drafts' }];
}

const mostNamed = 8;

/** Every file by its name; of very many only the first. */
function createdLines(paths: readonly string[], noun = 'more file'): readonly string[] {
  if (paths.length <= mostNamed + 1) return paths;
  return [...paths.slice(0, mostNamed), `and ${plural(paths.length - mostNamed, noun)}`];
}

function isGenerated(change: Change): boolean {
  return change.kind !== 'delete' && change.ownership === 'generated';
}

function isUpdatedByRelease(change: Change): boolean {
  return change.kind === 'update' && change.ownership === 'seed';
}

function isDeletion(change: Change): boolean {
  return change.kind === 'delete';
}

/** One entry for each folder right below the generated root. */
function byFolder(changes: readonly Change[], out: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const { path } of changes) {
    const [folder = '', ...rest] = path.slice(out.length + 1).split('/');
    const key = rest.length === 0 ? `${out}/` : `${out}/${folder}/`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([folder, count]) => `${folder} (${plural(count, 'file')})`);
}
