import { InvalidStoreArgumentError } from '../errors/store-argument-errors.js';
import { assertStorableKey, assertStorableText } from './storable-text.js';
import type { MessageOrder, SentMessage } from './unit.js';

// Within stores, the store as it was opened belongs to the tenant with the empty name.

const longestTenant = 128;

/** @throws InvalidStoreArgumentError unless it can be stored, is not empty and has at most 128 UTF-16 units */
export function assertTenant(tenant: string): void {
  assertStorableKey('tenant', tenant);
  if (tenant.length > longestTenant) {
    throw new InvalidStoreArgumentError('tenant', `is longer than ${longestTenant} characters`);
  }
}

/** What is said to be a tenant's is refused on the handle of another one. @throws InvalidStoreArgumentError */
export function refuseForeign(argument: string, said: string | undefined, tenant: string): void {
  if (tenant !== '' && said !== undefined && said !== tenant) {
    throw new InvalidStoreArgumentError(argument, 'names another tenant than this handle’s');
  }
}

/** A tenant and a name of its own as one text; NUL cannot occur in either. */
export function keyOfTenant(tenant: string, name: string): string {
  return tenant === '' ? name : `${tenant}\0${name}`;
}

/** What the store as opened says of something that may be a tenant's; a tenant's handle never mentions any. */
export function tenantSaid(tenant: string): { readonly tenant?: string } {
  return tenant === '' ? {} : { tenant };
}

/** Whose stream a parked event lies in, empty for no tenant's; on a tenant's handle that goes without saying. */
export function parkedOwner(said: string | undefined, handle: string): string {
  return handle === '' ? (said ?? '') : '';
}

/** A message that was sent, by whose it is and its id. @throws InvalidStoreArgumentError */
export function sentMessage(
  message: SentMessage,
  handle: string,
): { readonly tenant: string; readonly messageId: string } {
  if (typeof message === 'string') return { tenant: handle, messageId: message };
  refuseForeign('message.tenant', message.tenant, handle);
  return { tenant: message.tenant ?? handle, messageId: message.messageId };
}

/** Orders of messages, by whose they are and their keys. @throws InvalidStoreArgumentError */
export function ordersOf(
  orders: readonly MessageOrder[] | undefined,
  handle: string,
): readonly { readonly tenant: string; readonly orderKey: string }[] {
  return (orders ?? []).map(({ tenant, orderKey }) => {
    refuseForeign('besides.tenant', tenant, handle);
    assertStorableText('besides.orderKey', orderKey);
    return { tenant: tenant ?? handle, orderKey };
  });
}
