/** What people write who want to name the branded types that generated code has. */
import type { Branded, Email, Uri, Uuid } from '@varve/runtime';
import type { VisitPlannedV1 } from '../../../golden/branded-scalars/expected/src/generated/clinic/visit.events.js';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const yes = <T extends true>(same?: T): boolean => same ?? true;

yes<Same<VisitPlannedV1['booked'], Branded['instant']>>();
yes<Same<VisitPlannedV1['local'], Branded['localDatetime']>>();
yes<Same<VisitPlannedV1['offset'], Branded['datetime']>>();
yes<Same<VisitPlannedV1['by'], Branded['email'] & Email>>();
yes<Same<Branded['uuid'] & Branded['uri'], Uuid & Uri>>();

/** A function over a branded type takes what an event has, and no plain string. */
export function dayOf(at: Branded['instant']): string {
  return at.slice(0, 10);
}
export const dayOfVisit = (visit: VisitPlannedV1): string => dayOf(visit.booked);
// @ts-expect-error a string that nobody has checked
dayOf('2026-02-28T23:59:59Z');
// @ts-expect-error another branded type
export const notThat = (visit: VisitPlannedV1): string => dayOf(visit.local);
