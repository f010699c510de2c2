// Delivers one message of the outbox: as the event that it holds, in the form the relay of the log delivers, or as it lies
// there. Out: acknowledged, or why not.
import { eventsIn } from '../codec/become.js';
import type { OutgoingEvent } from '../message/message.js';
import type { TraceContext } from '../message/trace-context.js';
import { observed } from '../observe/observed.js';
import type { Observer } from '../observe/observer.js';
import type { LogSources } from '../repository/log-sources.js';
import type { Abort } from '../store/abort.js';
import { tenantSaid } from '../store/tenant.js';
import type { WaitingMessage } from '../store/unit.js';
import { inTime } from './in-time.js';
import type { OutboxRelayOptions } from './outbox-options.js';
import { outboxName } from './parked-order.js';
import type { Delivery, RelayTarget } from './relay-target.js';
import { storedIn } from './stored-message.js';

/** Trying again would not help: nobody here can read it. Never leaves this package. */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

export interface MessageDelivering {
  readonly sources: LogSources;
  readonly target: RelayTarget;
  readonly encode: (event: OutgoingEvent) => Delivery['message'];
  readonly other: OutboxRelayOptions<readonly []>['deliverOther'];
  readonly timeout: number;
  readonly observer: Observer | undefined;
}

export interface Attempt {
  readonly attempt: number;
  readonly signal: Abort;
  /** Parts of this message that were acknowledged in earlier attempts. */
  readonly done: Set<string>;
}

/** @throws UnreadableMessage, StoredEventError, ReceiverGoneError; whatever else is thrown is a failed attempt */
export async function deliverMessage(
  delivering: MessageDelivering,
  message: WaitingMessage,
  given: Attempt,
): Promise<void> {
  const events = eventsOf(delivering.sources, message);
  if (events === undefined) return deliverAsItIs(delivering, message, given);
  for (const event of events) {
    if (given.done.has(event.eventId)) continue;
    await deliverEvent(delivering, event, given);
    given.done.add(event.eventId);
  }
}

/** Several for an event that was replaced by others, none for one that is ignored; `undefined` for no event of a registry. */
function eventsOf(sources: LogSources, message: WaitingMessage): readonly OutgoingEvent[] | undefined {
  const stored = storedIn(message);
  if (stored === undefined) return undefined;
  const read = sources.decode(stored);
  if (read === undefined && sources.find(stored) === undefined) return undefined;
  return eventsIn(read).map((event) => ({ ...event, ...tenantSaid(message.tenant ?? '') }));
}

function deliverAsItIs(
  { other, timeout }: MessageDelivering,
  message: WaitingMessage,
  { attempt, signal }: Attempt,
): Promise<void> {
  if (other === undefined) throw new UnreadableMessage(`${message.topic} is no event of the registries`);
  return inTime({ timeout, signal }, async (given) => other(message, { attempt, signal: given, trace: {} }));
}

function deliverEvent(
  { target, encode, observer, timeout }: MessageDelivering,
  event: OutgoingEvent,
  { attempt, signal }: Attempt,
): Promise<void> {
  const deliver = (trace: TraceContext): Promise<void> =>
    inTime({ timeout, signal }, async (given) =>
      target.deliver({ event, message: encode(event) }, { attempt, signal: given, trace }),
    );
  if (observer === undefined) return deliver({});
  const operation = { kind: 'delivery', processor: outboxName, target: target.name, event, attempt } as const;
  return observed(observer, operation, deliver, () => ({ outcome: 'delivered' }));
}
