import { resolve } from 'node:path';
import type * as operations from '@varve/runtime/operations';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { importFrom } from '../store/user-runtime.js';
import { UsageError } from '../usage-error.js';
import { changeStore } from './change-store.js';
import { isConfirmed } from './confirm.js';
import { type Inspection, inspectStore } from './inspect-store.js';
import { jsonLine } from './json-line.js';
import type { Operation } from './operation.js';
import { type DiscardFlags, isJson, type OperationFlags } from './operation-flags.js';
import { plainText } from './plain-text.js';
import { paperOf } from './paper-of.js';
import { type Column, printTable } from './table.js';
import { loadContexts } from './todays-reading.js';
import { type Work, worksOf } from './works.js';

export interface ProjectionFlags extends OperationFlags {
  readonly app?: string;
}

interface Kept {
  readonly name: string;
  readonly hash: string;
  readonly state: 'building' | 'serving';
  readonly works: readonly Work[];
  readonly run: string | undefined;
  /** Whether it is made by the code of `--app`; `undefined` where nobody said which that is. */
  readonly isOwn: boolean | undefined;
  /** The one that lags most. */
  readonly behind: number | undefined;
  readonly parked: number;
  /** Events that the rows lack. */
  readonly skipped: number;
  readonly owners: readonly string[];
}

const columns: readonly Column<Kept>[] = [
  { title: 'PROJECTION', cell: ({ name }) => name },
  { title: 'GENERATION', cell: ({ hash }) => hash },
  {
    title: 'STATE',
    cell: ({ state }) => state,
    paint: (text, { state }, { green, yellow }) => (state === 'serving' ? green(text) : yellow(text)),
  },
  { title: 'RUN', cell: ({ run }) => run ?? '' },
  { title: 'CODE', cell: ({ isOwn }) => (isOwn === undefined ? '' : isOwn ? 'today’s' : 'other') },
  { title: 'SLICES', cell: ({ works }) => (works.length > 1 ? String(works.length) : ''), align: 'right' },
  { title: 'BEHIND', cell: ({ behind }) => (behind === undefined ? '' : String(behind)), align: 'right' },
  {
    title: 'PARKED',
    cell: ({ parked }) => (parked > 0 ? String(parked) : ''),
    align: 'right',
    paint: (text, _kept, { yellow }) => yellow(text),
  },
  {
    title: 'SKIPPED',
    cell: ({ skipped }) => (skipped > 0 ? String(skipped) : ''),
    align: 'right',
    paint: (text, _kept, { yellow }) => yellow(text),
  },
  { title: 'KEPT BY', cell: ({ owners }) => owners.join(', ') },
];

/** @throws UsageError */
export async function listProjections(
  name: string | undefined,
  flags: ProjectionFlags,
  operation: Operation,
): Promise<ExitCode> {
  const { terminal } = operation.context;
  const today = await todaysProjections(flags.app, operation);
  return inspectStore(flags, operation, async (inspection) => {
    const all = await keptIn(inspection, today, operation);
    const kept = all.filter((each) => name === undefined || each.name === name);
    if (name !== undefined && kept.length === 0) {
      throw new UsageError(`No rows of a projection ${plainText(JSON.stringify(name))} are kept here.`);
    }
    const command = name === undefined ? 'projections list' : 'projections show';
    if (isJson(flags)) for (const each of kept) terminal.result(jsonLine(fieldsOf(command, each)));
    else if (kept.length > 0) printTable(kept, columns, paperOf(operation));
    else terminal.status('  no rows of projections are kept here');
    if (name !== undefined && !isJson(flags)) for (const each of kept) printSlices(each, operation);
    return exitCodes.clean;
  });
}

interface Today {
  readonly name: string;
  readonly run: string;
  readonly hash: string;
}

async function todaysProjections(app: string | undefined, operation: Operation): Promise<readonly Today[] | undefined> {
  if (app === undefined) return undefined;
  const contexts = await loadContexts(resolve(operation.context.place.cwd, app), operation);
  return contexts.flatMap(({ projections }) => projections);
}

/** Of the project's own runtime. */
const operationsDoor = ({ context: { place } }: Operation): Promise<typeof operations> =>
  importFrom<typeof operations>(place.cwd, '@varve/runtime/operations');

async function keptIn(
  inspection: Inspection,
  today: readonly Today[] | undefined,
  operation: Operation,
): Promise<readonly Kept[]> {
  const works = await worksOf(inspection);
  const skipped = await skippedBy(works, inspection, operation);
  const generations = await inspection.view.inventory.views();
  return generations.map(({ name, hash, state }) => {
    const own = works.filter((work) => work.kind === 'projection' && work.name === name && work.hash === hash);
    const known = today?.find((each) => each.name === name);
    const lags = own.flatMap(({ behind }) => behind ?? []);
    return {
      ...{ name, hash, state, works: own, run: known?.run },
      isOwn: today === undefined ? undefined : known !== undefined && hash.split('~')[0] === known.hash,
      // Rows that are kept with each append have no checkpoint.
      behind: lags.length === 0 ? undefined : Math.max(...lags),
      parked: own.reduce((sum, { parked }) => sum + parked, 0),
      skipped: own.reduce((sum, { workName }) => sum + (skipped.get(workName) ?? 0), 0),
      owners: [...new Set(own.flatMap(({ owner, isHeld }) => (isHeld && owner !== undefined ? [owner] : [])))],
    };
  });
}

async function skippedBy(
  works: readonly Work[],
  { view }: Inspection,
  operation: Operation,
): Promise<ReadonlyMap<string, number>> {
  const { findSkipped } = await operationsDoor(operation);
  const found = new Map<string, number>();
  for (const { kind, workName } of works) {
    if (kind === 'projection') found.set(workName, (await findSkipped(view, workName)).count);
  }
  return found;
}

function printSlices({ works }: Kept, { context: { terminal } }: Operation): void {
  for (const { slice, logPosition, behind, owner, isHeld, parked, workName } of works) {
    const facts = [
      slice === undefined ? undefined : `slice ${slice}`,
      `log ${logPosition ?? 'not begun'}`,
      behind === undefined ? undefined : `${String(behind)} behind`,
      parked > 0 ? `${String(parked)} parked` : undefined,
      isHeld ? `kept by ${owner ?? ''}` : 'kept by nobody now',
    ].filter((fact) => fact !== undefined);
    terminal.result(plainText(`  ${workName}  ${facts.join(', ')}`));
  }
}

function fieldsOf(command: string, { name, hash, state, run, isOwn, behind, parked, skipped, works }: Kept) {
  const slices = works.map(({ slice, logPosition, behind: own, owner, isHeld, parked: put }) => {
    return { slice, logPosition, behind: own, owner: isHeld ? owner : undefined, parked: put };
  });
  return { format: 1, command, name, hash, state, run, isOwn, behind, parked, skipped, slices };
}

/** Takes away a generation that does not serve, with its rows. @throws UsageError */
export async function discardGeneration(
  name: string,
  hash: string,
  flags: DiscardFlags,
  operation: Operation,
): Promise<ExitCode> {
  const { terminal } = operation.context;
  const held = await inspectStore(flags, operation, async (inspection) => {
    const found = (await keptIn(inspection, undefined, operation)).find(
      (each) => each.name === name && each.hash === hash,
    );
    if (found === undefined)
      throw new UsageError(`${plainText(name)} has no generation ${plainText(JSON.stringify(hash))}.`);
    if (found.state === 'serving')
      throw new UsageError(`Generation ${plainText(hash)} serves: rebuild the projection, and it goes by itself.`);
    return found.owners;
  });
  if (held.length > 0) throw new UsageError(`${plainText(held.join(', '))} builds it at this moment: stop that first.`);
  const what = `the rows of ${plainText(name)}, generation ${plainText(hash)}, which does not serve`;
  if (!(await isConfirmed(what, flags, operation))) return exitCodes.clean;
  const { forgetWork } = await operationsDoor(operation);
  await changeStore(flags, operation, (storeOf) =>
    storeOf(undefined).transact(async (unit) => {
      await unit.holdView(name, 'alone');
      await unit.dropView(name, hash);
      await forgetWork(unit, name, hash);
    }),
  );
  terminal.status(terminal.paint.status.green(`  discarded ${what}`));
  return exitCodes.clean;
}
