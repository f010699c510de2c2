// What the first release wrote, told in the words of today. Written from the history of the shop and from nothing that is
// generated, so that the steps have something to be compared with.
import type { StoredEvent } from '@varve/runtime';
import { dataOf, metadataOf, type OldDelivery, type OldDestination, type OldLine, type OldMethod } from './old-data.js';
import type { OldState } from './old-log.js';

export interface Told {
  readonly type: string;
  readonly data: object;
}

/** In this log every street ends in the number of its house. */
function destinationOf({ street, ...rest }: OldDestination): object {
  const cut = street.lastIndexOf(' ');
  return { ...rest, street: street.slice(0, cut), houseNumber: street.slice(cut + 1) };
}

/** The events of today that one stored event stands for. */
export function todayOf(stored: StoredEvent): readonly Told[] {
  const { type, recordedAt } = stored;
  switch (type) {
    case 'ordering.OrderPlaced': {
      const { lines, destination, ...rest } = dataOf(stored, type);
      return [{ type, data: { ...rest, lines: lines.map(lineOf), destination: destinationOf(destination) } }];
    }
    case 'ordering.DestinationChanged': {
      const { destination } = dataOf(stored, type);
      return [{ type, data: { destination: destinationOf(destination), changedAt: recordedAt } }];
    }
    case 'ordering.PaymentReceived': {
      const { method, ...rest } = dataOf(stored, type);
      return [{ type, data: { ...rest, method: methodOf(method), bookedBy: metadataOf(stored).actor } }];
    }
    case 'ordering.OrderShipped': {
      const { shipmentId, shippedAt } = dataOf(stored, type);
      return [{ type, data: { shipmentIds: [shipmentId], shippedAt } }];
    }
    case 'ordering.OrderDelivered':
      return deliveryOf(dataOf(stored, type));
    case 'ordering.ShipmentScheduled': {
      const { grams, carrier, destination, ...rest } = dataOf(stored, type);
      const moved = { parcel: { grams }, carrier: carrier === 'bike' ? 'dhl' : carrier, bookedAt: recordedAt };
      return [{ type, data: { ...rest, ...moved, destination: destinationOf(destination) } }];
    }
    default: {
      const data: object = JSON.parse(stored.data);
      return [{ type, data }];
    }
  }
}

function deliveryOf({ deliveredAt, signedBy }: OldDelivery): readonly Told[] {
  const arrived = { type: 'ordering.OrderArrived', data: { arrivedAt: deliveredAt } };
  if (signedBy === undefined) return [arrived];
  return [arrived, { type: 'ordering.ReceiptSigned', data: { signedBy, signedAt: deliveredAt } }];
}

function lineOf({ price, ...rest }: OldLine): object {
  return { ...rest, unitPrice: price, gift: rest.note === 'as a present' };
}

/** The terminal of then wrote brands in capitals; there are two of them in this log. */
function methodOf({ brand, ...rest }: OldMethod): object {
  return rest.kind === 'card' ? { ...rest, scheme: brand === 'VISA' ? 'visa' : 'mastercard' } : rest;
}

/** The state of today that follows from one of then, and from who signed, which states did not keep. */
export function stateOfToday({ status, ...old }: OldState, signedBy: string | undefined): object {
  switch (status) {
    case 'delivered':
      return { status, arrivedAt: old['deliveredAt'], ...(signedBy === undefined ? {} : { signedBy }) };
    case 'shipped': {
      const { shipmentId, ...rest } = old;
      return { status, ...rest, shipmentIds: [shipmentId] };
    }
    case 'open':
    case 'paid': {
      const { destination, ...rest } = old;
      return { status, ...rest, destination: destinationOf(destination as OldDestination) };
    }
    default:
      return { status, ...old };
  }
}
