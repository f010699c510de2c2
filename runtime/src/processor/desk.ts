import type { Registry } from '../registry/registry.js';
import type { LoggedStoredEvent } from '../store/stored-event.js';
import { keyOfTenant } from '../store/tenant.js';
import type { Unit } from '../store/unit.js';
import type { Leadership } from './leadership.js';
import type { ProcessorSettings } from './settings.js';
import type { Tally } from './tally.js';
import type { WakeUp } from './wake-up.js';

/** What handling shares from page to page, for as long as this process leads. */
export interface Desk<R extends readonly Registry[], U extends Unit> {
  readonly settings: ProcessorSettings<R, U>;
  readonly leadership: Leadership;
  /** Streams of which something is parked, see `streamKey`: what comes later waits behind it. */
  readonly parkedStreams: Set<string>;
  readonly tally: Tally;
  /** Rung when the processor is to stop: pauses end. */
  readonly stopping: WakeUp;
  readonly isStopping: () => boolean;
}

/** A stream as one text; several tenants may have one of the same name. */
export const streamKey = ({ tenant = '', streamName }: Pick<LoggedStoredEvent, 'tenant' | 'streamName'>): string =>
  keyOfTenant(tenant, streamName);
