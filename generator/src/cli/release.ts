import { readAssets } from '../assets.js';
import { type PlannedRelease, planRelease } from '../compile/plan-release.js';
import { countUnfrozen } from '../compile/count-unfrozen.js';
import { applyChanges } from '../reconcile/apply-changes.js';
import type { ChangeSet } from '../reconcile/change-set.js';
import type { CommandReport } from './command-report.js';
import { countContexts } from './count-contexts.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import type { GenerateMode } from './generate.js';
import type { Project } from './project.js';

export interface ReleaseOptions {
  /** Module that exports the registries, absolute; otherwise the configuration's. */
  readonly app?: string | undefined;
}

/** Makes final whatever is not yet; in the other modes says what that would be. Nothing is written while findings keep it back. */
export async function release(
  { host, config, ...project }: Project,
  mode: GenerateMode,
  { app = config.app }: ReleaseOptions = {},
): Promise<CommandReport> {
  const planned = await planRelease(host, config, { assets: readAssets(), today: project.today });
  const { diagnostics, model, released } = planned;
  const { changes, frozen, unfrozen } = await frozenIn(planned, { root: config.root, app });
  if (mode === 'write' && changes !== undefined) await applyChanges(host, changes, config.out);
  const { root, out } = config;
  const hasNew = released.length + frozen > 0;
  return {
    ...{ command: 'release', mode, root, out, changes, released, frozen, unfrozen, additions: [] },
    exitCode: exitCodeOf(changes === undefined, mode === 'compare' && hasNew),
    diagnostics: [...project.diagnostics, ...diagnostics],
    contexts: model === undefined ? [] : countContexts(model),
  };
}

interface Frozen {
  readonly changes: ChangeSet | undefined;
  readonly frozen: number;
  readonly unfrozen: number;
}

/** With what old versions become, where there is a module to ask and anything that becomes something. */
async function frozenIn(
  planned: PlannedRelease,
  { root, app }: { readonly root: string; readonly app: string | undefined },
): Promise<Frozen> {
  const { changes, model, fixtures } = planned;
  if (changes === undefined || model === undefined) return { changes, frozen: 0, unfrozen: 0 };
  if (app === undefined) return { changes, frozen: 0, unfrozen: countUnfrozen(fixtures, model) };
  const { freezeResults } = await import('./freeze/freeze-results.js');
  return { ...(await freezeResults(planned, changes, { root, app })), unfrozen: 0 };
}

function exitCodeOf(isKeptBack: boolean, hasDrafts: boolean): ExitCode {
  return isKeptBack || hasDrafts ? exitCodes.findings : exitCodes.clean;
}
