import type { ApplicationHealth } from '@varve/runtime/projections';

/** One thing that works, as people and programs are told of it. */
export interface WorkHealth {
  readonly kind: 'projection' | 'processor' | 'process';
  readonly name: string;
  readonly state: string;
  /** Events handled by this process. */
  readonly events: number;
  readonly perSecond: number;
  /** Places of the log that are left, where it is known. */
  readonly behind: number | undefined;
  readonly skipped: number;
  readonly parked: number;
  readonly lastError: string | undefined;
}

/** @param seconds since the health that `before` was taken from */
export function worksOf(
  health: ApplicationHealth,
  before: readonly WorkHealth[],
  seconds: number,
): readonly WorkHealth[] {
  return [
    ...health.projections.map(({ projection, state, events, perSecond, behind, slices, lastError }) => ({
      kind: 'projection' as const,
      name: projection,
      state,
      events,
      perSecond: Math.round(perSecond),
      behind,
      skipped: slices.reduce((sum, { skipped }) => sum + skipped, 0),
      parked: slices.reduce((sum, { parked }) => sum + parked, 0),
      lastError: textOf(lastError),
    })),
    ...health.processors.map((each) => followerOf('processor', each, { before, seconds })),
    ...health.processes.map((each) => followerOf('process', { ...each, name: each.process }, { before, seconds })),
  ];
}

interface Since {
  readonly before: readonly WorkHealth[];
  readonly seconds: number;
}

/** What follows the log with handlers of the user's. */
function followerOf(
  kind: 'processor' | 'process',
  { name, state, caughtUp, handled, skipped, parked, lastError }: ApplicationHealth['processors'][number],
  { before, seconds }: Since,
): WorkHealth {
  const earlier = before.find((work) => work.kind === kind && work.name === name)?.events ?? 0;
  const perSecond = seconds > 0 ? Math.round((handled - earlier) / seconds) : 0;
  const behind = caughtUp ? 0 : undefined;
  return { kind, name, state, events: handled, perSecond, behind, skipped, parked, lastError: textOf(lastError) };
}

export function lineOf({ name, state, events, perSecond, behind, skipped, parked }: WorkHealth, width: number): string {
  const left = behind === undefined ? '' : behind === 0 ? '  caught up' : `  ${String(behind)} behind`;
  const put = [
    ...(skipped > 0 ? [`${String(skipped)} skipped`] : []),
    ...(parked > 0 ? [`${String(parked)} parked`] : []),
  ];
  return `${name.padEnd(width)}  ${state}${left}  ${String(events)} handled  ${String(perSecond)}/s${put.map((text) => `  ${text}`).join('')}`;
}

const textOf = (error: unknown): string | undefined => (error === undefined ? undefined : messageOf(error));
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
