// Data as the first release wrote it, in JSON, told once more by hand: that code is no longer there.
import type { StoredEvent } from '@varve/runtime';

export interface OldDestination {
  readonly street: string;
}

export interface OldLine {
  readonly sku: string;
  readonly quantity: number;
  readonly price: object;
  readonly note?: string;
}

export interface OldMethod {
  readonly kind: string;
  readonly brand?: string;
}

export interface OldPlaced {
  readonly customerId: string;
  readonly lines: readonly OldLine[];
  readonly destination: OldDestination;
  readonly channel: string;
}

export interface OldPayment {
  readonly amount: { readonly amount: string };
  readonly method: OldMethod;
}

export interface OldShipped {
  readonly shipmentId: string;
  readonly shippedAt: string;
}

export interface OldDelivery {
  readonly deliveredAt: string;
  readonly signedBy?: string;
}

export interface OldParcel {
  readonly carrier: string;
  readonly destination: OldDestination;
  readonly grams: number;
}

export interface OldMetadata {
  readonly actor: string;
  readonly commandId: string;
}

/** By the type of the event. */
export interface OldData {
  readonly 'ordering.OrderPlaced': OldPlaced;
  readonly 'ordering.DestinationChanged': { readonly destination: OldDestination };
  readonly 'ordering.PaymentReceived': OldPayment;
  readonly 'ordering.OrderShipped': OldShipped;
  readonly 'ordering.OrderDelivered': OldDelivery;
  readonly 'ordering.ShipmentScheduled': OldParcel;
}

export function dataOf<Type extends keyof OldData>({ data }: StoredEvent, _type: Type): OldData[Type] {
  const parsed: OldData[Type] = JSON.parse(data);
  return parsed;
}

export function metadataOf({ metadata }: StoredEvent): OldMetadata {
  const parsed: OldMetadata = JSON.parse(metadata);
  return parsed;
}
