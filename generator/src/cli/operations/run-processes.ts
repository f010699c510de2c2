import { resolve } from 'node:path';
import type { Application } from '@varve/runtime/projections';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { loadApplication } from '../run/load-application.js';
import { countFrom } from '../store/count-from.js';
import { UsageError } from '../usage-error.js';
import { jsonLine, storedFields } from './json-line.js';
import type { Operation } from './operation.js';
import { isJson, type OperationFlags } from './operation-flags.js';
import { paperOf } from './paper-of.js';
import { plainText } from './plain-text.js';
import { shownJson } from './shown-json.js';
import { type Column, printTable } from './table.js';

export interface ProcessShowFlags extends Pick<OperationFlags, 'format' | 'json'> {
  readonly app: string;
  readonly undeliveredFor: string;
  readonly idleFor: string;
}

export interface ProcessListFlags extends ProcessShowFlags {
  readonly process?: string;
  readonly status?: 'running' | 'ended' | 'stuck';
  readonly limit: string;
}

type Processes = Application['processes'];
type Summary = Awaited<ReturnType<Processes['list']>>['instances'][number];
type Report = NonNullable<Awaited<ReturnType<Processes['find']>>>;

const columns: readonly Column<Summary>[] = [
  { title: 'PROCESS', cell: ({ process }) => process },
  { title: 'ID', cell: ({ id }) => idText(id) },
  {
    title: 'STATUS',
    cell: ({ status, stuck }) => (stuck.length > 0 ? `${status}, stuck: ${stuck.join(', ')}` : status),
    paint: (text, { status, stuck }, { red, green, dim }) =>
      stuck.length > 0 ? red(text) : status === 'running' ? green(text) : dim(text),
  },
  { title: 'LAST', cell: ({ last }) => last },
  { title: 'PENDING', cell: ({ pending }) => (pending > 0 ? String(pending) : ''), align: 'right' },
  { title: 'DUE', cell: ({ due }) => due ?? '' },
  { title: 'STARTED', cell: ({ startedAt }) => startedAt },
  { title: 'CHANGED', cell: ({ changedAt }) => changedAt },
];

/** @throws UsageError */
export function listProcesses(flags: ProcessListFlags, operation: Operation): Promise<ExitCode> {
  const limit = countFrom('--limit', flags.limit, 1);
  const { terminal } = operation.context;
  return asked(flags, operation, async (processes) => {
    const names = flags.process === undefined ? processes.names : [flags.process];
    const found: Summary[] = [];
    for (const name of names) found.push(...(await instancesOf(processes, name, flags, limit + 1 - found.length)));
    const shown = found.slice(0, limit);
    if (isJson(flags)) for (const instance of shown) terminal.result(jsonLine(fieldsOf('processes list', instance)));
    else if (shown.length > 0) printTable(shown, columns, paperOf(operation));
    else terminal.status('  no instances');
    if (found.length > limit) terminal.status('  more with --limit');
    return flags.status === 'stuck' && shown.length > 0 ? exitCodes.findings : exitCodes.clean;
  });
}

const mostAtOnce = 1_000;

async function instancesOf(
  processes: Processes,
  name: string,
  flags: ProcessListFlags,
  most: number,
): Promise<readonly Summary[]> {
  const found: Summary[] = [];
  let after: string | undefined;
  while (found.length < most) {
    const { status } = flags;
    const page = await processes.list(name, {
      ...limitsOf(flags),
      ...(status === undefined ? {} : { status }),
      ...(after === undefined ? {} : { after }),
      limit: Math.min(mostAtOnce, most - found.length),
    });
    found.push(...page.instances);
    after = page.cursor;
    if (after === undefined) break;
  }
  return found;
}

/** @throws UsageError for an instance that there is none of */
export function showProcess(
  name: string,
  id: string,
  flags: ProcessShowFlags,
  operation: Operation,
): Promise<ExitCode> {
  const { terminal } = operation.context;
  return asked(flags, operation, async (processes) => {
    const found = await processes.find(name, idFrom(id), limitsOf(flags));
    if (found === undefined) {
      throw new UsageError(`There is no instance ${plainText(id)} of ${plainText(name)}.`);
    }
    if (isJson(flags)) terminal.result(jsonLine(reportFields(found)));
    else printReport(found, operation);
    return exitCodes.clean;
  });
}

/** What its events are correlated by: an object, a number, or plain text that is no JSON. */
function idFrom(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function limitsOf({ undeliveredFor, idleFor }: ProcessShowFlags) {
  return {
    undeliveredFor: countFrom('--undelivered-for', undeliveredFor, 0) * 1_000,
    idleFor: countFrom('--idle-for', idleFor, 0) * 1_000,
  };
}

/** Asks the application of the user's, which is not started. What it throws is the user's mistake, or the store's. */
async function asked(
  flags: ProcessShowFlags,
  { context: { place }, surroundings }: Operation,
  work: (processes: Processes) => Promise<ExitCode>,
): Promise<ExitCode> {
  surroundings.leave();
  const { application, close } = await loadApplication(resolve(place.cwd, flags.app));
  try {
    return await work(application.processes);
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error) || !('code' in error)) throw error;
    throw new UsageError(plainText(error.message), { cause: error });
  } finally {
    await application.stop();
    await close();
  }
}

/** What JSON does not know is nothing. */
function jsonOf(value: unknown): string {
  return JSON.stringify(value === undefined ? null : value, textOfBigints);
}

const textOfBigints = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
const idText = (id: unknown): string => (typeof id === 'string' ? id : jsonOf(id));

function fieldsOf(command: string, instance: Summary) {
  const { process, streamName, status, stuck, startedAt, changedAt, last, due, pending } = instance;
  const own = { process, ...storedFields('id', jsonOf(instance.id)), streamName, status, stuck };
  return { format: 1, command, ...own, startedAt, changedAt, last, due, pending };
}

function reportFields(report: Report) {
  const { streamVersion, timeouts, commands } = report;
  return {
    ...fieldsOf('processes show', report),
    streamVersion,
    ...storedFields('state', jsonOf(report.state)),
    timeouts: timeouts.map(({ name, due }) => ({ name, due })),
    commands: commands.map(({ commandId, type, since, failure }) => ({ commandId, type, since, failure })),
  };
}

function printReport(report: Report, { context: { terminal } }: Operation): void {
  const { bold, dim, red } = terminal.paint.result;
  const fact = (label: string, value: string): void => {
    terminal.result(`${dim(label.padEnd(12))}${plainText(value)}`);
  };
  terminal.result(bold(plainText(`${report.process} ${idText(report.id)}`)));
  fact('status', report.status);
  if (report.stuck.length > 0) terminal.result(`${dim('stuck'.padEnd(12))}${red(report.stuck.join(', '))}`);
  fact('stream', `${report.streamName}, version ${String(report.streamVersion)}`);
  fact('started', report.startedAt);
  fact('changed', `${report.changedAt}, by ${report.last}`);
  for (const { name, due } of report.timeouts) fact('timeout', `${name} at ${due}`);
  for (const { type, commandId, since, failure } of report.commands) {
    fact('pending', `${type} ${commandId} since ${since}${failure === undefined ? '' : `: ${failure}`}`);
  }
  terminal.result(`\n${dim('state')}`);
  terminal.result(shownJson(jsonOf(report.state)));
}
