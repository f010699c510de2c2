import { countFrom } from '../store/count-from.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import { UsageError } from '../usage-error.js';
import { changeStore } from './change-store.js';
import { isConfirmed } from './confirm.js';
import { type Inspection, inspectStore } from './inspect-store.js';
import { jsonLine, storedFields } from './json-line.js';
import type { Operation } from './operation.js';
import { type DiscardFlags, isJson, type OperationFlags } from './operation-flags.js';
import { plainText } from './plain-text.js';
import type { StoreView, StreamName } from './runtime-types.js';
import { shownJson } from './shown-json.js';
import { paperOf } from './paper-of.js';
import { type Column, printTable } from './table.js';

export interface SnapshotListFlags extends OperationFlags {
  readonly stream?: string;
  readonly limit: string;
}

export interface SnapshotShowFlags extends OperationFlags {
  readonly full?: true;
}

export interface SnapshotDiscardFlags extends DiscardFlags {
  readonly all?: true;
}

type Listed = Awaited<ReturnType<StoreView['inventory']['snapshots']>>[number];

const columns: readonly Column<Listed>[] = [
  { title: 'STREAM', cell: ({ streamName }) => streamName },
  { title: 'TENANT', cell: ({ tenant }) => tenant ?? '' },
  { title: 'VERSION', cell: ({ streamVersion }) => String(streamVersion), align: 'right' },
  { title: 'BYTES', cell: ({ bytes }) => String(bytes), align: 'right' },
  { title: 'STATE HASH', cell: ({ stateHash }) => stateHash },
];

/** @throws UsageError */
export function listSnapshots(flags: SnapshotListFlags, operation: Operation): Promise<ExitCode> {
  const limit = countFrom('--limit', flags.limit, 1);
  const { terminal } = operation.context;
  return inspectStore(flags, operation, async ({ view }) => {
    const wanted = flags.stream === undefined ? {} : { streamName: flags.stream as StreamName };
    const found = await view.inventory.snapshots({ ...wanted, limit: limit + 1 });
    const shown = found.slice(0, limit);
    if (isJson(flags)) for (const snapshot of shown) terminal.result(jsonLine(fieldsOf('snapshots list', snapshot)));
    else if (shown.length > 0) printTable(shown, columns, paperOf(operation));
    else terminal.status('  no snapshots');
    if (found.length > limit) terminal.status('  more with --limit');
    return exitCodes.clean;
  });
}

/** @throws UsageError for a stream without snapshots */
export function showSnapshots(name: string, flags: SnapshotShowFlags, operation: Operation): Promise<ExitCode> {
  const { terminal } = operation.context;
  const { bold } = terminal.paint.result;
  return inspectStore(flags, operation, async ({ view, viewOf }) => {
    const found = await view.inventory.snapshots({ streamName: name as StreamName });
    if (found.length === 0) throw new UsageError(`There is no snapshot of ${plainText(JSON.stringify(name))}.`);
    for (const summary of found) {
      const snapshot = await viewOf(summary.tenant).findSnapshot(summary.streamName, summary.stateHash);
      const data = snapshot?.data ?? '';
      if (isJson(flags)) {
        terminal.result(jsonLine({ ...fieldsOf('snapshots show', summary), ...storedFields('data', data) }));
        continue;
      }
      const whose = summary.tenant === undefined ? '' : ` of ${summary.tenant}`;
      terminal.result(
        bold(
          plainText(`${name}${whose} at stream version ${String(summary.streamVersion)}, state ${summary.stateHash}`),
        ),
      );
      terminal.result(shownJson(data, { whole: flags.full === true }));
    }
    return exitCodes.clean;
  });
}

/** They are made again when they are needed. @throws UsageError */
export async function discardSnapshots(
  name: string | undefined,
  flags: SnapshotDiscardFlags,
  operation: Operation,
): Promise<ExitCode> {
  if ((name === undefined) === (flags.all !== true)) throw new UsageError('Name a stream, or say --all.');
  const found = await inspectStore(flags, operation, (inspection) => everySnapshot(inspection, name));
  if (found.length === 0) {
    if (name !== undefined) throw new UsageError(`There is no snapshot of ${plainText(JSON.stringify(name))}.`);
    operation.context.terminal.status('  no snapshots');
    return exitCodes.clean;
  }
  const streams = [...new Map(found.map((each) => [JSON.stringify([each.tenant, each.streamName]), each])).values()];
  const what = `${plural(found.length, 'snapshot')} of ${plural(streams.length, 'stream')}`;
  if (!(await isConfirmed(what, flags, operation))) return exitCodes.clean;
  await changeStore(flags, operation, async (storeOf) => {
    for (const { tenant, streamName } of streams) {
      await storeOf(tenant ?? flags.tenant).transact((unit) => unit.deleteSnapshots(streamName));
    }
  });
  const { status, paint } = operation.context.terminal;
  status(paint.status.green(`  discarded ${what}`));
  return exitCodes.clean;
}

async function everySnapshot({ view }: Inspection, name: string | undefined): Promise<readonly Listed[]> {
  const wanted = name === undefined ? {} : { streamName: name as StreamName };
  const found: Listed[] = [];
  for (;;) {
    const after = found.at(-1);
    const page = await view.inventory.snapshots({ ...wanted, ...(after === undefined ? {} : { after }) });
    if (page.length === 0) return found;
    found.push(...page);
  }
}

function fieldsOf(command: string, { streamName, tenant, stateHash, streamVersion, eventId, bytes }: Listed) {
  return { format: 1, command, streamName, tenant, stateHash, streamVersion, eventId, bytes };
}
