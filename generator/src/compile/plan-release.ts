/**
 * What `varve release` would write: the lock with everything there is now, and sample values of every version that becomes
 * final. Pure but for reading through the host; refused while anybody would break.
 */
import { checkProject, type Compilation, type CompileOptions } from '../compile.js';
import type { GeneratorConfig } from '../config/generator-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Host } from '../host/host.js';
import { domainShapesOf } from '../lock/domain-shapes-of.js';
import { type Fixture, fixturePath, fixtureText, isFixtureOf } from '../lock/fixture-text.js';
import { lockText } from '../lock/lock-text.js';
import { newlyReleased, type ReleasedName, releaseShapes } from '../lock/release-shapes.js';
import type { CommandModel, DomainModel } from '../model/domain-model.js';
import type { ReleasableVersion } from '../model/release-model.js';
import { writtenEvents, type WrittenEvent } from '../model/written-events.js';
import type { Change, ChangeSet } from '../reconcile/change-set.js';
import { readReleased } from './judge-releases.js';
import { storedSamples } from './message-samples.js';
import { lockName, readSources } from './read-sources.js';
import { during } from './stage-error.js';

export type { ReleasedName };

export interface PlannedRelease extends Pick<Compilation, 'diagnostics' | 'model'> {
  /** `undefined` while findings stand that keep a release back. */
  readonly changes: ChangeSet | undefined;
  /** Versions that become final, in the order of the lock. */
  readonly released: readonly ReleasedName[];
  /** Every fixture there will be; empty where nothing is released. */
  readonly fixtures: readonly PlannedFixture[];
}

export interface PlannedFixture {
  readonly path: string;
  readonly context: string;
  readonly before: string | undefined;
  readonly text: string;
}

/** @throws StageError for a bug in varve */
export async function planRelease(
  host: Host,
  config: GeneratorConfig,
  options: CompileOptions,
): Promise<PlannedRelease> {
  const sources = await readSources(host, config);
  const { diagnostics, model, releases } = await checkProject(host, config, { ...options, sources });
  const lock = readReleased(sources.lock);
  if (model === undefined || releases === undefined || !lock.ok || diagnostics.some(keepsBack)) {
    return { diagnostics, model, changes: undefined, released: [], fixtures: [] };
  }
  const now = during('lock', undefined, () => domainShapesOf(model, lockName));
  const text = lockText(releaseShapes(lock.value, now));
  const samples = during('samples', undefined, () => fixturesOf(model, releases.hashOf));
  const fixtures = await Promise.all(samples.map((fixture) => planFixture(fixture, host)));
  const changes = changesOf([{ path: lockName, before: sources.lock?.text, text }, ...fixtures]);
  return { diagnostics, model, changes, released: newlyReleased(lock.value, now), fixtures };
}

/** Errors, and whoever would break unless that was accepted: by a waiver, or by what the configuration makes of it. */
export function keepsBack({ severity, breaks }: Diagnostic): boolean {
  return severity === 'error' || (severity === 'warning' && breaks !== undefined && breaks.length > 0);
}

/** What has to be written so that all files are as planned. */
export function changesOf(files: readonly Omit<PlannedFixture, 'context'>[]): ChangeSet {
  const changes = files.flatMap(({ path, before, text }) => changeOf(path, before, text));
  return { changes, unchanged: files.length - changes.length };
}

/** Line endings are no difference: a checkout may have changed them. */
function changeOf(path: string, before: string | undefined, text: string): readonly Change[] {
  if (before === undefined) return [{ kind: 'create', path, ownership: 'seed', text }];
  if (before.replaceAll('\r\n', '\n') === text) return [];
  return [{ kind: 'update', path, ownership: 'seed', before, text }];
}

/** Values that were frozen stay, as long as they are of the shape that was released. */
async function planFixture(fixture: Fixture, host: Host): Promise<PlannedFixture> {
  const path = fixturePath(fixture);
  const entry = await host.read(path);
  const before = entry.kind === 'file' ? entry.text : undefined;
  const isKept = before !== undefined && isFixtureOf(before, fixture.hash);
  return { path, context: fixture.context, before, text: isKept ? before : fixtureText(fixture) };
}

function fixturesOf(model: DomainModel, hashOf: (released: ReleasableVersion) => string): readonly Fixture[] {
  const aggregates = model.contexts.flatMap((context) => context.aggregates);
  return aggregates.flatMap((aggregate) => {
    const of = (kind: Fixture['kind'], message: CommandModel | WrittenEvent): readonly Fixture[] =>
      message.versions.map((each) => ({
        kind,
        context: aggregate.context,
        name: message.name,
        type: message.type,
        schemaVersion: each.schemaVersion,
        hash: hashOf(each),
        samples: storedSamples({ kind, aggregate, messageVersion: each }, model),
      }));
    return [
      ...writtenEvents(aggregate).flatMap((event) => of('event', event)),
      ...aggregate.commands.flatMap((command) => of('command', command)),
    ];
  });
}
