// What the first release wrote, told in the words of today. Written from the history of the shop and from nothing that is
// generated, so that the steps have something to be compared with.
import type { StoredEvent } from '@varve/runtime';
import type { OldState } from './old-log.js';

export interface Told {
  readonly type: string;
  readonly data: object;
}

interface OldDestination {
  readonly street: string;
}

/** In this log every street ends in the number of its house. */
function destinationOf({ street, ...rest }: OldDestination): object {
  const cut = street.lastIndexOf(' ');
  return { ...rest, street: street.slice(0, cut), houseNumber: street.slice(cut + 1) };
}

/** The events of today that one stored event stands for. */
export function todayOf({ type, data: text, recordedAt, metadata }: StoredEvent): readonly Told[] {
  const old = JSON.parse(text);
  switch (type) {
    case 'ordering.OrderPlaced':
      return [{ type, data: { ...old, lines: old.lines.map(lineOf), destination: destinationOf(old.destination) } }];
    case 'ordering.DestinationChanged':
      return [{ type, data: { destination: destinationOf(old.destination), changedAt: recordedAt } }];
    case 'ordering.PaymentReceived':
      return [{ type, data: { ...old, method: methodOf(old.method), bookedBy: JSON.parse(metadata).actor } }];
    case 'ordering.OrderShipped':
      return [{ type, data: { shipmentIds: [old.shipmentId], shippedAt: old.shippedAt } }];
    case 'ordering.OrderDelivered':
      return [
        { type: 'ordering.OrderArrived', data: { arrivedAt: old.deliveredAt } },
        ...('signedBy' in old
          ? [{ type: 'ordering.ReceiptSigned', data: { signedBy: old.signedBy, signedAt: old.deliveredAt } }]
          : []),
      ];
    case 'ordering.ShipmentScheduled': {
      const { grams, carrier, destination, ...rest } = old;
      const moved = { parcel: { grams }, carrier: carrier === 'bike' ? 'dhl' : carrier, bookedAt: recordedAt };
      return [{ type, data: { ...rest, ...moved, destination: destinationOf(destination) } }];
    }
    default:
      return [{ type, data: old }];
  }
}

interface OldLine {
  readonly price: object;
  readonly note?: string;
}

function lineOf({ price, ...rest }: OldLine): object {
  return { ...rest, unitPrice: price, gift: rest.note === 'as a present' };
}

interface OldMethod {
  readonly kind: string;
  readonly brand?: string;
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
