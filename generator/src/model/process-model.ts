import type { Place } from '../diagnostics/place.js';
import type { AggregateModel, CommandModel, DataSource, EventModel, RejectionModel } from './domain-model.js';
import type { ProjectionErrors } from './projection-model.js';

/** What reacts to events by sending commands. What it does about each is the user's code. */
export interface ProcessModel {
  readonly context: string;
  readonly name: string;
  readonly description: string | undefined;
  /** Its streams, as an aggregate of style `process`: the id of an instance, and the state with its versions. */
  readonly streams: AggregateModel;
  /** By name. */
  readonly events: readonly CorrelatedEventModel[];
  /** By name. */
  readonly sends: readonly SentCommandModel[];
  /** By name. */
  readonly refusals: readonly RefusalModel[];
  /** By name. */
  readonly timeouts: readonly TimeoutModel[];
  readonly errors: ProjectionErrors | undefined;
  /** A duration. */
  readonly within: string | undefined;
  /** YAML files this came from, sorted. */
  readonly sources: readonly string[];
  readonly place: Place;
}

export interface CorrelatedEventModel {
  /** As handlers are named: `OrderPaid` for an event of the context, `shipping.ParcelLost` for one of another. */
  readonly name: string;
  readonly aggregate: AggregateModel;
  readonly event: EventModel;
  /** Where the id of its instance is. */
  readonly source: DataSource;
  readonly starts: boolean;
  readonly on: boolean;
  readonly ends: boolean;
}

export interface SentCommandModel {
  /** `CloseOrder`, or `shipping.Ship`. */
  readonly name: string;
  readonly aggregate: AggregateModel;
  readonly command: CommandModel;
}

export interface RefusalModel {
  /** `payments.Refund/AlreadyRefunded`. */
  readonly name: string;
  readonly sent: SentCommandModel;
  readonly rejection: RejectionModel;
}

export interface TimeoutModel {
  readonly name: string;
  readonly description: string | undefined;
  readonly due: TimeoutDue;
}

/** So long after the start, at an instant of the state, or as whoever sets it says. */
export type TimeoutDue =
  | { readonly kind: 'after'; readonly duration: string }
  | { readonly kind: 'at'; readonly path: readonly string[] }
  | { readonly kind: 'free' };
