import type { Inspection } from './inspect-store.js';
import { placesBetween, workNameOf, type WorkName } from './work-names.js';

/** Everything that a store knows of one thing that follows its log. */
export interface Work extends WorkName {
  readonly tenant: string | undefined;
  /** Of its checkpoint, its lease and its parked events. */
  readonly workName: string;
  readonly logPosition: string | undefined;
  readonly eventId: string | undefined;
  /** Places of the log that it has not passed. */
  readonly behind: number | undefined;
  readonly owner: string | undefined;
  readonly epoch: number | undefined;
  readonly expiresAt: string | undefined;
  /** Whether the lease has not expired, by the clock of this machine. */
  readonly isHeld: boolean;
  readonly parked: number;
  readonly parkedStreams: number;
  /** The checkpoint is of another log, so that it starts nowhere. */
  readonly isForeign: boolean;
}

interface Parts {
  checkpoint?: { readonly logId: string; readonly logPosition: string; readonly eventId: string };
  lease?: { readonly owner: string; readonly epoch: number; readonly expiresAt: string };
  parked?: { readonly events: number; readonly streams: number };
}

/** By tenant and name, whatever there is of each: a checkpoint, a lease, parked events. */
export async function worksOf(
  { view, inspector }: Pick<Inspection, 'view' | 'inspector'>,
  now = Date.now(),
): Promise<readonly Work[]> {
  const found = new Map<
    string,
    { readonly tenant: string | undefined; readonly name: string; readonly parts: Parts }
  >();
  const partsOf = (tenant: string | undefined, name: string): Parts => {
    const key = JSON.stringify([tenant ?? '', name]);
    const known = found.get(key) ?? { tenant, name, parts: {} };
    found.set(key, known);
    return known.parts;
  };
  for (const checkpoint of await view.inventory.checkpoints()) {
    partsOf(checkpoint.tenant, checkpoint.name).checkpoint = checkpoint;
  }
  for (const lease of await view.inventory.leases()) partsOf(lease.tenant, lease.name).lease = lease;
  for (const parked of await view.inventory.parked()) partsOf(parked.tenant, parked.processor).parked = parked;
  const head = await inspector.head();
  const end = head === undefined ? undefined : inspector.serializeLogPosition(head);
  const logId = await inspector.logId();
  return [...found.values()].map(({ tenant, name, parts }) => ({
    ...workOf(parts, { end, logId, now }),
    ...workNameOf(name),
    workName: name,
    tenant,
  }));
}

interface Present {
  readonly end: string | undefined;
  readonly logId: string;
  readonly now: number;
}

type Facts = Omit<Work, 'kind' | 'name' | 'workName' | 'tenant'>;

function workOf({ checkpoint, lease, parked }: Parts, { end, logId, now }: Present): Facts {
  const isForeign = checkpoint !== undefined && checkpoint.logId !== logId;
  return {
    logPosition: checkpoint?.logPosition,
    eventId: checkpoint?.eventId,
    behind: checkpoint === undefined || isForeign ? undefined : placesBetween(checkpoint.logPosition, end),
    ...leaseFacts(lease, now),
    parked: parked?.events ?? 0,
    parkedStreams: parked?.streams ?? 0,
    isForeign,
  };
}

function leaseFacts(lease: Parts['lease'], now: number): Pick<Facts, 'owner' | 'epoch' | 'expiresAt' | 'isHeld'> {
  if (lease === undefined) return { owner: undefined, epoch: undefined, expiresAt: undefined, isHeld: false };
  const { owner, epoch, expiresAt } = lease;
  return { owner, epoch, expiresAt, isHeld: Date.parse(expiresAt) > now };
}
