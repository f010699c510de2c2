import { type ExitCode, exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import { UsageError } from '../usage-error.js';
import { changeStore } from './change-store.js';
import { isConfirmed } from './confirm.js';
import { inspectStore } from './inspect-store.js';
import { jsonLine } from './json-line.js';
import type { Operation } from './operation.js';
import { type DiscardFlags, isJson, type OperationFlags } from './operation-flags.js';
import { parkedIn } from './parked-events.js';
import { plainText } from './plain-text.js';
import { paperOf } from './paper-of.js';
import { type Column, printTable } from './table.js';
import { type Work, worksOf } from './works.js';

const columns: readonly Column<Work>[] = [
  { title: 'PROCESSOR', cell: ({ workName }) => workName },
  { title: 'TENANT', cell: ({ tenant }) => tenant ?? '' },
  { title: 'LOG', cell: ({ logPosition }) => logPosition ?? '', align: 'right' },
  {
    title: 'BEHIND',
    cell: ({ behind, isForeign }) => (isForeign ? 'other log' : behind === undefined ? '' : String(behind)),
    align: 'right',
    paint: (text, { isForeign, behind }, { red, green }) => (isForeign ? red(text) : behind === 0 ? green(text) : text),
  },
  {
    title: 'PARKED',
    cell: ({ parked }) => (parked > 0 ? String(parked) : ''),
    align: 'right',
    paint: (text, _work, { yellow }) => yellow(text),
  },
  { title: 'EPOCH', cell: ({ epoch }) => (epoch === undefined ? '' : String(epoch)), align: 'right' },
  {
    title: 'LEASE',
    cell: ({ isHeld, expiresAt }) => (expiresAt === undefined ? '' : isHeld ? `until ${expiresAt}` : 'free'),
    paint: (text, { isHeld }, { green, dim }) => (isHeld ? green(text) : dim(text)),
  },
  { title: 'OWNER', cell: ({ owner, isHeld }) => (isHeld ? (owner ?? '') : '') },
];

/** Everything that follows the log, projections and processes included. @throws UsageError */
export function listProcessors(flags: OperationFlags, operation: Operation): Promise<ExitCode> {
  const { terminal } = operation.context;
  return inspectStore(flags, operation, async (inspection) => {
    const works = await worksOf(inspection);
    if (isJson(flags)) for (const work of works) terminal.result(jsonLine(fieldsOf('processors list', work)));
    else if (works.length > 0) printTable(works, columns, paperOf(operation));
    else terminal.status('  nothing has followed this log yet');
    return exitCodes.clean;
  });
}

/** @throws UsageError for a name that nothing has */
export function showProcessor(name: string, flags: OperationFlags, operation: Operation): Promise<ExitCode> {
  const { terminal } = operation.context;
  return inspectStore(flags, operation, async (inspection) => {
    const works = (await worksOf(inspection)).filter((work) => work.workName === name || work.name === name);
    if (works.length === 0)
      throw new UsageError(`Nothing called ${plainText(JSON.stringify(name))} has followed this log.`);
    for (const work of works) {
      if (isJson(flags)) terminal.result(jsonLine(fieldsOf('processors show', work)));
      else printWork(work, operation);
    }
    return exitCodes.clean;
  });
}

/**
 * Takes away the checkpoint of a processor that nobody runs any more, and what it parked: archiving need not wait for it.
 * @throws UsageError for one that is at work, and for rows of projections, which end by themselves
 */
export async function discardProcessor(name: string, flags: DiscardFlags, operation: Operation): Promise<ExitCode> {
  const shown = plainText(name);
  const found = await inspectStore(flags, operation, async (inspection) => {
    const works = (await worksOf(inspection)).filter(({ workName }) => workName === name);
    const [work] = works.filter(({ tenant }) => tenant === undefined);
    if (work === undefined)
      throw new UsageError(`Nothing called ${plainText(JSON.stringify(name))} has followed this log.`);
    return { work, parked: await parkedIn(inspection, { processor: name }) };
  });
  const { work, parked } = found;
  if (work.isHeld)
    throw new UsageError(`${plainText(work.owner ?? '')} runs ${shown} at this moment: stop that first.`);
  if (work.kind === 'projection')
    throw new UsageError(`${shown} is kept with rows: varve projections discard takes both away.`);
  const what = `the checkpoint of ${shown}${parked.length === 0 ? '' : `, and ${plural(parked.length, 'event')} that it has parked`}; started again, it begins anew`;
  if (!(await isConfirmed(what, flags, operation))) return exitCodes.clean;
  await changeStore(flags, operation, (storeOf) =>
    storeOf(flags.tenant).transact(async (unit) => {
      await unit.deleteCheckpoint(name);
      await unit.unpark(
        name,
        parked.filter(({ handle }) => handle === undefined).map(({ eventId }) => eventId),
      );
    }),
  );
  operation.context.terminal.status(
    operation.context.terminal.paint.status.green(`  discarded the checkpoint of ${shown}`),
  );
  return exitCodes.clean;
}

function printWork(work: Work, { context: { terminal } }: Operation): void {
  const { bold, dim, red, yellow } = terminal.paint.result;
  const fact = (label: string, value: string | undefined): void => {
    if (value !== undefined) terminal.result(`${dim(label.padEnd(12))}${value}`);
  };
  terminal.result(bold(plainText(work.workName)));
  fact('kind', work.kind);
  fact('tenant', work.tenant === undefined ? undefined : plainText(work.tenant));
  fact('slice', work.slice);
  fact(
    'checkpoint',
    work.logPosition === undefined ? 'none' : plainText(`${work.logPosition}, after event ${work.eventId ?? ''}`),
  );
  fact(
    'behind',
    work.isForeign
      ? red('its checkpoint is of another log')
      : work.behind === undefined
        ? undefined
        : String(work.behind),
  );
  fact('lease', leaseText(work));
  fact('epoch', work.epoch === undefined ? undefined : String(work.epoch));
  if (work.parked > 0) {
    fact(
      'parked',
      yellow(`${String(work.parked)} events of ${String(work.parkedStreams)} streams; varve parked list shows them`),
    );
  }
}

function leaseText({ owner, expiresAt, isHeld }: Work): string | undefined {
  if (owner === undefined || expiresAt === undefined) return undefined;
  return plainText(isHeld ? `held by ${owner} until ${expiresAt}` : `free since ${expiresAt}, before that ${owner}'s`);
}

function fieldsOf(command: string, work: Work) {
  const { kind, name, hash, slice, tenant, workName, logPosition, eventId, behind, owner, epoch, expiresAt } = work;
  const { isHeld, parked, parkedStreams, isForeign } = work;
  const lease = owner === undefined ? undefined : { owner, epoch, expiresAt, isHeld };
  const own = { kind, name, hash, slice, tenant, workName };
  const other = isForeign ? true : undefined;
  return {
    format: 1,
    command,
    ...own,
    logPosition,
    eventId,
    behind,
    isOfAnotherLog: other,
    lease,
    parked,
    parkedStreams,
  };
}
