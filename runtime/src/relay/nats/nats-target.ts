// Delivers events to a stream of NATS JetStream. In: a client of `@nats-io/jetstream`, in words of our own, so that neither
// code nor types need another package. Out: a target; its connection stays its owner's.
import { InvalidUseError } from '../../errors/command-errors.js';
import type { LoggedEvent, Message } from '../../message/message.js';
import type { RelayTarget } from '../relay-target.js';

/** What a client of JetStream is asked to do. */
export interface NatsPublisher<Headers> {
  publish(
    subject: string,
    payload: string,
    options: {
      readonly msgID: string;
      readonly headers: Headers;
      readonly timeout: number;
      readonly expect?: { readonly streamName: string };
    },
  ): Promise<{ readonly seq: number; readonly duplicate: boolean }>;
}

export interface NatsHeaders {
  set(name: string, value: string): void;
}

export interface NatsTargetOptions<Headers extends NatsHeaders> {
  /** `jetstream(connection)`. */
  readonly jetstream: NatsPublisher<Headers>;
  /** The function `headers` of the client. */
  readonly headers: () => Headers;
  /** Default: `events.` and the event's type, such as `events.bank.AccountOpened`. */
  readonly subject?: (event: LoggedEvent<Message, object>) => string;
  /** The JetStream stream that must take it; without it, whichever listens to the subject. */
  readonly stream?: string;
  /** Milliseconds that the server may take to acknowledge. Default 5,000. */
  readonly timeout?: number;
  /** Default: `nats`. */
  readonly name?: string;
}

/**
 * `Nats-Msg-Id` is the event's id: within the stream's window of de-duplication nothing is there twice, and beyond it
 * receivers know it by its id.
 * @throws InvalidUseError
 */
export function createNatsTarget<Headers extends NatsHeaders>({
  jetstream,
  headers,
  subject = ({ type }) => `events.${type}`,
  stream,
  timeout = 5_000,
  name = 'nats',
}: NatsTargetOptions<Headers>): RelayTarget {
  if (!Number.isSafeInteger(timeout) || timeout < 1) {
    throw new InvalidUseError(`The timeout of ${name} is a number of milliseconds, not ${timeout}.`);
  }
  return {
    name,
    async deliver({ event, message }, { trace }) {
      const given = headers();
      for (const [header, value] of Object.entries({ ...message.headers, ...trace })) given.set(header, value);
      await jetstream.publish(checkedSubject(subject(event)), message.body, {
        msgID: event.eventId,
        headers: given,
        timeout,
        ...(stream === undefined ? {} : { expect: { streamName: stream } }),
      });
    },
  };
}

/** No white space, no wildcards, no empty parts. @throws InvalidUseError */
function checkedSubject(subject: string): string {
  if (/^[^\s.*>]+(?:\.[^\s.*>]+)*$/.test(subject)) return subject;
  throw new InvalidUseError(`${JSON.stringify(subject)} is no subject that can be published to.`);
}
