// What a process writes down in its own streams: each reaction with what it sent and set, the state it led to, timeouts
// that have passed, and what became of commands. The state has the schema's versions; the others are shaped here, and
// frozen: they lie in logs.
import type { AnyAggregate } from '../decider/contract.js';
import type { Message } from '../message/message.js';
import type { EventDefinition } from '../registry/message-definition.js';
import { list, map } from '../shape/containers.js';
import { enumeration } from '../shape/enumeration.js';
import { optional, record } from '../shape/record.js';
import { boolean, instant, integer, text } from '../shape/scalar.js';
import type { Operations, Shape } from '../shape/shape.js';
import type { AnyProcess } from './bound-process.js';
import type { ProcessContract, ProcessDefinition } from './contract.js';

/** A command as it was decided on. */
export interface SentCommand {
  readonly commandId: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** JSON text. */
  readonly data: string;
}

/** A process has reacted to something. */
export interface Reacted {
  /** Of what it has reacted to, and which part of that. */
  readonly eventId: string;
  readonly part: number;
  /** For people. */
  readonly to: string;
  readonly sent: readonly SentCommand[];
  /** Timeouts by name, and when they are due. */
  readonly armed: Readonly<Record<string, string>>;
  readonly cancelled: readonly string[];
  readonly ended?: boolean;
}

/** A timeout has passed. */
export interface TimedOut {
  readonly timeout: string;
  readonly due: string;
}

/** What became of a command. After a failure it is sent again. */
export interface Answered {
  readonly commandId: string;
  readonly outcome: 'accepted' | 'rejected' | 'failed';
  /** Of a rejection. */
  readonly type?: string;
  /** JSON text of the rejection's data, or why the command failed. */
  readonly text?: string;
}

const sentShape: Shape<SentCommand> = /* @__PURE__ */ record<SentCommand>({
  commandId: text,
  type: text,
  schemaVersion: integer,
  data: text,
});

const reactedShape: Shape<Reacted> = /* @__PURE__ */ record<Reacted>({
  eventId: text,
  part: integer,
  to: text,
  sent: /* @__PURE__ */ list(sentShape),
  armed: /* @__PURE__ */ map(instant),
  cancelled: /* @__PURE__ */ list(text),
  ended: /* @__PURE__ */ optional(boolean),
});

const timedOutShape: Shape<TimedOut> = /* @__PURE__ */ record<TimedOut>({ timeout: text, due: instant });

const answeredShape: Shape<Answered> = /* @__PURE__ */ record<Answered>({
  commandId: text,
  outcome: /* @__PURE__ */ enumeration(['accepted', 'rejected', 'failed']),
  type: /* @__PURE__ */ optional(text),
  text: /* @__PURE__ */ optional(text),
});

/** Nobody makes one but the runtime. */
class MadeRecord implements Message {
  static readonly type = '';
  declare readonly type: string;
  declare readonly data: unknown;
}

/** What is written down, by the last part of its type. */
export const recordNames = { reacted: 'Reacted', timedOut: 'TimedOut', answered: 'Answered' } as const;

const own = 'It is what a process writes down for itself.';

/** A process as a registry knows it: its streams, of which others check the state, and follow nothing. */
/* @__NO_SIDE_EFFECTS__ */
export function processStreams<C extends ProcessContract>(definition: ProcessDefinition<C>): AnyAggregate {
  return { ...streamsOf(definition, own), ofProcess: true };
}

/** The same for the process itself, which reads all of it. */
export function ownStreams(definition: AnyProcess): AnyAggregate {
  return streamsOf(definition, undefined);
}

function streamsOf(
  { context, name, category, id, state }: Pick<AnyProcess, 'context' | 'name' | 'category' | 'id' | 'state'>,
  ignored: string | undefined,
): AnyAggregate {
  const define = (last: string, shape: Operations, hash: string): readonly [string, EventDefinition] => {
    const local = `${name}${last}`;
    return [
      local,
      {
        type: `${context}.${local}`,
        name: local,
        messageClass: MadeRecord,
        schemaVersion: 1,
        versions: { 1: { shape, hash } },
        ...(ignored === undefined ? {} : { ignored }),
      },
    ];
  };
  const events = Object.fromEntries([
    define(recordNames.reacted, reactedShape, 'process-reacted-1'),
    define(recordNames.timedOut, timedOutShape, 'process-timed-out-1'),
    define(recordNames.answered, answeredShape, 'process-answered-1'),
    [state.name, state],
  ]);
  return { context, name, category, id: { id }, events, commands: {}, rejections: {} };
}
