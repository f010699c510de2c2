import { InvalidUseError } from '../errors/command-errors.js';
import type { GivenMetadata } from '../message/metadata.js';
import type { EventStore } from '../store/event-store.js';

/**
 * Metadata of what is done on a tenant's handle: it names that tenant, so that ids which follow from it, outcomes and events
 * are the tenant's. A store as it was opened takes whatever metadata says.
 * @throws InvalidUseError when another tenant is named
 */
export function metadataOn({ tenant }: Pick<EventStore, 'tenant'>, given: GivenMetadata): GivenMetadata {
  if (tenant === undefined || given.tenant === tenant) return given;
  if (given.tenant === undefined) return { ...given, tenant };
  throw new InvalidUseError('The metadata names another tenant than the one whose handle the store is.');
}
