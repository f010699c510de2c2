import { resolve } from 'node:path';
import { openProject, type Project, type ProjectFlags } from './project.js';
import { exitCodes, type ExitCode } from './exit-codes.js';
import type { DomainShapes } from '../model/domain-shapes.js';
import type { Actions } from './program.js';
import { guarded, runCommand } from './run-command.js';
import { readInput } from './standard-input.js';
import { operationActions } from './operation-actions.js';
import type { OperationActions } from './operation-program.js';
import type { ApplicationActions, StoreActions } from './store-program.js';
import type { Surroundings } from './surroundings.js';

type Releases = 'release' | 'diff' | 'changelog';
type Tools = 'explain' | 'completion' | 'init';
type End = (exitCode: ExitCode) => void;

/** What each command does; loads only what that one needs. `end` is told the exit code. */
export function createActions(surroundings: Surroundings, end: End): Actions {
  return {
    ...projectActions(surroundings, end),
    ...releaseActions(surroundings, end),
    ...toolActions(surroundings, end),
    ...storeActions(surroundings, end),
    ...applicationActions(surroundings, end),
    ...operationActions(surroundings, end),
  };
}

/** What works on the files of a project. */
function projectActions(
  surroundings: Surroundings,
  end: End,
): Omit<Actions, Tools | Releases | keyof StoreActions | keyof ApplicationActions | keyof OperationActions> {
  return {
    async generate(flags, mode, options) {
      end(
        await runCommand('generate', flags, surroundings, async (project, onProgress) => {
          const { generate } = await import('./generate.js');
          return generate(project, mode, { ...options, onProgress });
        }),
      );
    },
    async watch(flags) {
      end(
        await guarded(flags, surroundings, async (context) => {
          const { watch } = await import('./watch/watch.js');
          return watch({ ...context, now: surroundings.now, stopped: surroundings.stopped() });
        }),
      );
    },
    async check(flags) {
      const { stdinFilepath } = flags;
      const say = (text: string): void => void surroundings.stderr.write(`${text}\n`);
      const open = async (place: ProjectFlags): Promise<Project> => {
        if (stdinFilepath === undefined) return openProject(place);
        const { openWithText } = await import('./check-input.js');
        return openWithText(place, stdinFilepath, await readInput(surroundings.stdin));
      };
      end(
        await runCommand('check', flags, { ...surroundings, open }, async (project, onProgress) => {
          const { check, checkAndFix } = await import('./check.js');
          const baseline = await baselineOf(flags.against, project, surroundings.cwd);
          return flags.fix === true
            ? checkAndFix(project, say, { baseline })
            : check(project, { onProgress, baseline });
        }),
      );
    },
    async evolve(name, { dryRun = false, ...flags }) {
      end(
        await guarded(flags, surroundings, async ({ place, terminal }) => {
          const { evolve } = await import('./evolve.js');
          return evolve(await openProject(place), terminal, { name, dryRun });
        }),
      );
    },
    async format({ check = false, stdinFilepath, ...flags }) {
      end(
        await guarded(flags, surroundings, async ({ place, terminal }) => {
          const { format, formatInput } = await import('./format.js');
          if (stdinFilepath === undefined) return format(await openProject(place), terminal, { check });
          return formatInput({ path: stdinFilepath, text: await readInput(surroundings.stdin) }, terminal);
        }),
      );
    },
  };
}

/** What makes versions final, and compares with what is. */
function releaseActions(surroundings: Surroundings, end: End): Pick<Actions, Releases> {
  return {
    async release({ app, ...flags }, mode) {
      end(
        await runCommand('release', flags, surroundings, async (project) => {
          const { release } = await import('./release.js');
          const folder = resolve(surroundings.cwd, flags.cwd ?? '.');
          return release(project, mode, { app: app === undefined ? undefined : resolve(folder, app) });
        }),
      );
    },
    async diff(from, to, { format, ...flags }) {
      end(
        await guarded(flags, surroundings, async ({ place, terminal }) => {
          const { diff } = await import('./diff.js');
          return diff(await openProject(place), terminal, { from, to, format, cwd: place.cwd });
        }),
      );
    },
    async changelog({ against, format, ...flags }) {
      end(
        await guarded(flags, surroundings, async ({ place, terminal }) => {
          const { changelog } = await import('./diff.js');
          return changelog(await openProject(place), terminal, { against, format, cwd: place.cwd });
        }),
      );
    },
  };
}

/** What `--against` names, as far as it was released there. */
async function baselineOf(
  against: string | undefined,
  project: Project,
  cwd: string,
): Promise<DomainShapes | undefined> {
  if (against === undefined) return undefined;
  const { openSide } = await import('./against.js');
  return (await openSide(against, project, cwd)).promised;
}

function toolActions(surroundings: Surroundings, end: End): Pick<Actions, Tools> {
  return {
    async completion(own, shell, flags) {
      end(
        await guarded(flags, surroundings, async ({ terminal }) => {
          const { completionScript } = await import('./completion.js');
          terminal.write(completionScript(own, shell));
          return exitCodes.clean;
        }),
      );
    },
    async init(flags) {
      end(
        await guarded(flags, surroundings, async ({ place, terminal }) => {
          const { init } = await import('./init/init.js');
          const { now, stdin, stderr } = surroundings;
          const mayAsk = stdin.isTTY === true && stderr.isTTY === true && !surroundings.env['CI'];
          return init({ folder: place.cwd, flags, terminal, now, mayAsk });
        }),
      );
    },
    async explain(code, { color }) {
      end(
        await guarded({ color }, surroundings, async ({ terminal }) => {
          const { explain } = await import('./explain.js');
          terminal.result(explain(code, terminal.paint.result));
          return exitCodes.clean;
        }),
      );
    },
  };
}

/** What works on a store. */
function storeActions(surroundings: Surroundings, end: End): StoreActions {
  return {
    async verify(flags) {
      end(
        await guarded(flags, surroundings, async (context) => {
          const { runVerify } = await import('./verify/run-verify.js');
          return runVerify(flags, context, surroundings);
        }),
      );
    },
    async migrate(flags) {
      end(
        await guarded(flags, surroundings, async (context) => {
          const { runMigrate } = await import('./store/run-migrate.js');
          return runMigrate(flags, context, surroundings);
        }),
      );
    },
    async roles(flags) {
      end(
        await guarded(flags, surroundings, async (context) => {
          const { runRoles } = await import('./store/run-roles.js');
          return runRoles(flags, context, surroundings);
        }),
      );
    },
    async doctor(flags) {
      end(
        await guarded(flags, surroundings, async (context) => {
          const { runDoctor } = await import('./store/run-doctor.js');
          return runDoctor(flags, context, surroundings);
        }),
      );
    },
  };
}

/** What runs code of the user's on a store of its own. */
function applicationActions(surroundings: Surroundings, end: End): ApplicationActions {
  return {
    async run(flags) {
      end(
        await guarded(flags, surroundings, async (context) => {
          const { runApplication } = await import('./run/run-application.js');
          return runApplication(flags, context, surroundings);
        }),
      );
    },
    async rebuild(projection, flags) {
      end(
        await guarded(flags, surroundings, async (context) => {
          const { runRebuild } = await import('./run/run-rebuild.js');
          return runRebuild(projection, flags, context, surroundings);
        }),
      );
    },
  };
}
