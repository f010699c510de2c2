import type { EventId, StreamName } from '../message/identifiers.js';
import type { Inventory, ListSnapshotsOptions, ListStreamsOptions } from './inventory.js';
import { assertCount, assertStorableKey } from './storable-text.js';
import type { StoreGate } from './store-gate.js';
import { refuseForeign } from './tenant.js';

const listed = 1_000;

/** What a list of streams is made with. */
export interface StreamSelection {
  readonly category: string | undefined;
  /** Empty for all. */
  readonly prefix: string;
  /** A tenant and a name, both empty for the beginning. */
  readonly after: readonly [tenant: string, streamName: string];
  readonly limit: number;
}

export interface SnapshotSelection {
  readonly streamName: StreamName | undefined;
  readonly after: readonly [tenant: string, streamName: string, stateHash: string];
  readonly limit: number;
}

/** `Inventory` as stores fill it in; arguments were checked. */
export interface InventoryWork extends Pick<Inventory, 'checkpoints' | 'leases' | 'parked' | 'views'> {
  streams(selection: StreamSelection): ReturnType<Inventory['streams']>;
  event(eventId: EventId): ReturnType<Inventory['event']>;
  snapshots(selection: SnapshotSelection): ReturnType<Inventory['snapshots']>;
}

/** @param handle tenant whose handle is asked, empty for the store as opened */
export function createInventory({ enter }: StoreGate, work: InventoryWork, handle: string): Inventory {
  return {
    async streams(options = {}) {
      enter();
      return work.streams(streamSelection(options, handle));
    },
    async event(eventId) {
      enter();
      assertStorableKey('eventId', eventId);
      return work.event(eventId);
    },
    async checkpoints() {
      enter();
      return work.checkpoints();
    },
    async leases() {
      enter();
      return work.leases();
    },
    async snapshots(options = {}) {
      enter();
      return work.snapshots(snapshotSelection(options, handle));
    },
    async parked() {
      enter();
      return work.parked();
    },
    async views() {
      enter();
      return work.views();
    },
  };
}

function streamSelection(
  { category, prefix = '', after, limit = listed }: ListStreamsOptions,
  handle: string,
): StreamSelection {
  assertCount('limit', limit, 1);
  if (category !== undefined) assertStorableKey('category', category);
  if (prefix !== '') assertStorableKey('prefix', prefix);
  return { category, prefix, after: [ownerOf(after, handle), nameOf(after)], limit };
}

function snapshotSelection(
  { streamName, after, limit = listed }: ListSnapshotsOptions,
  handle: string,
): SnapshotSelection {
  assertCount('limit', limit, 1);
  if (streamName !== undefined) assertStorableKey('streamName', streamName);
  if (after !== undefined) assertStorableKey('after.stateHash', after.stateHash);
  return { streamName, after: [ownerOf(after, handle), nameOf(after), after?.stateHash ?? ''], limit };
}

function nameOf(after: { readonly streamName: StreamName } | undefined): string {
  if (after !== undefined) assertStorableKey('after.streamName', after.streamName);
  return after?.streamName ?? '';
}

function ownerOf(after: { readonly tenant?: string } | undefined, handle: string): string {
  refuseForeign('after.tenant', after?.tenant, handle);
  return handle === '' ? (after?.tenant ?? '') : handle;
}
