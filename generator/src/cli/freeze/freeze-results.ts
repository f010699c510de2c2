/**
 * What old versions become, asked of the project's own code and written into the fixtures. Its functions run here as they do
 * in `varve verify`; results that a fixture holds are compared, and never written anew.
 */
import { dirname, resolve } from 'node:path';
import type * as testing from '@varve/runtime/testing';
import { changesOf, type PlannedFixture, type PlannedRelease } from '../../compile/plan-release.js';
import type { Change, ChangeSet } from '../../reconcile/change-set.js';
import { UsageError } from '../usage-error.js';
import { loadRegistries } from '../verify/load-app.js';
import { importFrom } from '../store/user-runtime.js';

export interface FrozenRelease {
  readonly changes: ChangeSet;
  /** Results that were not there before. */
  readonly frozen: number;
}

type Registries = Awaited<ReturnType<typeof loadRegistries>>;

/** @throws UsageError for an app that cannot be used, and for a result that is not what was frozen */
export async function freezeResults(
  { fixtures }: Pick<PlannedRelease, 'fixtures'>,
  planned: ChangeSet,
  { root, app }: { readonly root: string; readonly app: string },
): Promise<FrozenRelease> {
  const path = resolve(root, app);
  const registries = await loadRegistries(path);
  const door = await importFrom<typeof testing>(dirname(path), '@varve/runtime/testing');
  const results = fixtures.map((fixture) => frozenFixture(fixture, registries, door));
  const written = changesOf(results);
  const paths = new Set(fixtures.map((fixture) => fixture.path));
  const others: readonly Change[] = planned.changes.filter((change) => !paths.has(change.path));
  return {
    changes: { changes: [...others, ...written.changes], unchanged: written.unchanged + (others.length === 0 ? 1 : 0) },
    frozen: results.reduce((sum, { added }) => sum + added, 0),
  };
}

function frozenFixture(
  fixture: PlannedFixture,
  registries: Registries,
  door: typeof testing,
): PlannedFixture & { readonly added: number } {
  const registry = registries.find(({ context }) => context === fixture.context);
  if (registry === undefined) {
    throw new UsageError(
      `--app exports no registry of the context ${fixture.context}, whose results are to be frozen.`,
    );
  }
  try {
    return { ...fixture, ...door.freezeResults(registry, fixture.text) };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${fixture.path}: ${problem}`, { cause: error });
  }
}
