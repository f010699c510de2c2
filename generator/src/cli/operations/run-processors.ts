import { type ExitCode, exitCodes } from '../exit-codes.js';
import { UsageError } from '../usage-error.js';
import { inspectStore } from './inspect-store.js';
import { jsonLine } from './json-line.js';
import type { Operation } from './operation.js';
import { isJson, type OperationFlags } from './operation-flags.js';
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
