import { resolve } from 'node:path';
import { painted } from '../diff-text.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { UsageError } from '../usage-error.js';
import { findConfigured } from './configured-app.js';
import { inspectStore } from './inspect-store.js';
import { jsonLine, storedFields } from './json-line.js';
import type { Operation } from './operation.js';
import { isJson, type ReadingFlags } from './operation-flags.js';
import { plainText } from './plain-text.js';
import { standingOf } from './run-streams.js';
import { shownJson } from './shown-json.js';
import { loadContexts } from './todays-reading.js';
import type { StreamName, StoreView } from './runtime-types.js';
import type { ShownContext } from '@varve/runtime/operations';
import type { Colors } from '../terminal.js';

/** How the state of a stream differs between two of its versions, folded with the user's own code. @throws UsageError */
export async function diffStates(
  name: string,
  flags: ReadingFlags & { readonly diff: string },
  operation: Operation,
): Promise<ExitCode> {
  const [from, to] = versionsFrom(flags.diff);
  const { place, terminal } = operation.context;
  const app = flags.app === undefined ? await findConfigured(place) : resolve(place.cwd, flags.app);
  if (app === undefined) throw new UsageError('--diff folds states with your code: say with --app where it is.');
  const contexts = await loadContexts(app, operation);
  return inspectStore(flags, operation, async ({ view }) => {
    const standing = await standingOf(view, name);
    const { streamVersion } = await view.readStream(name as StreamName, { limit: 1 });
    if (Math.max(from, to) > streamVersion)
      throw new UsageError(`--diff: ${plainText(name)} has only ${String(streamVersion)} events.`);
    const [before, after] = [await stateAt(contexts, view, name, from), await stateAt(contexts, view, name, to)];
    if (isJson(flags)) {
      const side = (streamVersion: number, state: string) => ({ streamVersion, ...storedFields('state', state) });
      const fields = { from: side(from, before), to: side(to, after), isSame: before === after };
      terminal.result(jsonLine({ format: 1, command: 'streams show --diff', streamName: name, ...fields }));
      return exitCodes.clean;
    }
    terminal.status(standing);
    if (before === after) terminal.status('  the state is the same');
    else terminal.result(await patchOf({ from, before, to, after }, terminal.paint.result));
    return exitCodes.clean;
  });
}

/** @throws UsageError */
function versionsFrom(text: string): readonly [number, number] {
  const [, from, to] = /^([0-9]{1,9})\.\.([0-9]{1,9})$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return [Number(from), Number(to)];
  throw new UsageError(`--diff is two stream versions such as 3..7, not ${JSON.stringify(text)}.`);
}

async function stateAt(
  contexts: readonly ShownContext[],
  view: StoreView,
  name: string,
  streamVersion: number,
): Promise<string> {
  for (const context of contexts) {
    const state = await folded(context, view, name, streamVersion);
    if (state !== undefined) return state;
  }
  throw new UsageError(`No context of --app folds a state of the events of ${plainText(JSON.stringify(name))}.`);
}

/** What cannot be read, or throws in the user's code, is said and is no fault of the store. */
async function folded(
  { stateAt: fold }: ShownContext,
  view: StoreView,
  name: string,
  streamVersion: number,
): Promise<string | undefined> {
  try {
    return await fold(view, name as StreamName, streamVersion);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `The state at stream version ${String(streamVersion)} cannot be folded: ${plainText(reason)}`,
      {
        cause: error,
      },
    );
  }
}

interface Sides {
  readonly from: number;
  readonly before: string;
  readonly to: number;
  readonly after: string;
}

async function patchOf({ from, before, to, after }: Sides, colors: Colors): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  const label = (streamVersion: number): string => `stream version ${String(streamVersion)}`;
  const [left, right] = [before, after].map((text) => `${shownJson(text, { whole: true })}\n`);
  const patch = createTwoFilesPatch(label(from), label(to), left ?? '', right ?? '', undefined, undefined, {
    context: 3,
  });
  const [, ...lines] = patch.trimEnd().split('\n');
  return lines.map((line) => painted(line.trimEnd(), colors)).join('\n');
}
