// Sends what instances have decided to send, and notes what became of it. A command goes out under an id that follows from
// what it was decided for, as often as it takes: whoever receives it runs it once.
import { dataText } from '../codec/message-data.js';
import { systemMilliseconds } from '../command/platform.js';
import type { Outcome } from '../command/outcome.js';
import { isOfTheStore } from '../processor/infrastructure.js';
import { causedBy } from '../message/caused-by.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import { streamIdOf } from '../repository/stream-identity.js';
import type { Lease } from '../store/lease.js';
import { placeId } from './derived-ids.js';
import type { DeskStore } from './fire-timeouts.js';
import type { Instance, OutstandingCommand } from './instance.js';
import { instanceView, rowChange, rowOf } from './instance-rows.js';
import { loadInstance } from './load-instance.js';
import type { ProcessSetup } from './process-setup.js';
import type { Answered } from './records.js';
import { commandOf } from './triggers.js';
import { writeRecords } from './write-records.js';

/** What is sent with, and what is remembered of instances whose commands fail. */
export interface Sending {
  readonly setup: ProcessSetup;
  readonly store: DeskStore;
  readonly senders: number;
  readonly pauses: SendingPauses;
  readonly isStopping: () => boolean;
}

/** What became of some commands. */
export interface Sent {
  readonly answered: number;
  readonly failed: number;
}

/** Instances whose commands failed wait longer and longer. Forgotten when the process ends. */
export class SendingPauses {
  readonly #first: number;
  readonly #longest: number;
  readonly #until = new Map<StreamName, { readonly attempt: number; readonly at: number }>();

  constructor(first: number, longest: number) {
    this.#first = first;
    this.#longest = longest;
  }

  has(streamName: StreamName): boolean {
    return (this.#until.get(streamName)?.at ?? 0) > systemMilliseconds();
  }

  failed(streamName: StreamName): void {
    const attempt = (this.#until.get(streamName)?.attempt ?? 0) + 1;
    const pause = Math.min(this.#first * 2 ** (attempt - 1), this.#longest);
    this.#until.set(streamName, { attempt, at: systemMilliseconds() + pause });
  }

  went(streamName: StreamName): void {
    this.#until.delete(streamName);
  }
}

const pageSize = 200;
const mostInstances = 64;

/** Sends commands of instances that have some, a good number at a time. @throws what the store throws */
export async function sendCommands(sending: Sending, lease: Lease): Promise<Sent> {
  const waiting = await waitingInstances(sending);
  if (waiting.length === 0) return { answered: 0, failed: 0 };
  const answers: InstanceAnswers[] = [];
  const queue = [...waiting];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && !sending.isStopping(); next = queue.shift()) {
      answers.push(await sendOf(sending, next));
    }
  };
  await Promise.all(Array.from({ length: Math.min(sending.senders, waiting.length) }, work));
  await noteAnswers(sending, answers, lease);
  return {
    answered: answers.reduce((sum, { records }) => sum + records.filter(isAnswer).length, 0),
    failed: answers.filter(({ hasFailed }) => hasFailed).length,
  };
}

const isAnswer = ({ outcome }: Answered): boolean => outcome !== 'failed';

/** Those that are not in a pause. */
async function waitingInstances({ setup, store, pauses }: Sending): Promise<readonly StreamName[]> {
  const found: StreamName[] = [];
  for (let after: readonly [string] | undefined; ;) {
    const rows = await store.queryRows(instanceView(setup.name), {
      where: [{ column: 'pending', is: 'at-least', value: 1 }],
      orderBy: [],
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    });
    const names = rows.map((row) => rowOf(row).streamName);
    found.push(...names.filter((name) => !pauses.has(name)));
    const last = names.at(-1);
    if (last === undefined || names.length < pageSize || found.length >= mostInstances) break;
    after = [last];
  }
  return found.slice(0, mostInstances);
}

interface InstanceAnswers {
  readonly streamName: StreamName;
  readonly instance: Instance;
  readonly records: readonly Answered[];
  readonly hasFailed: boolean;
}

/** Sends an instance's commands in their order, up to the first that fails. */
async function sendOf(sending: Sending, streamName: StreamName): Promise<InstanceAnswers> {
  const { setup, store, pauses } = sending;
  const instance = await loadInstance(setup, store, streamName);
  const records: Answered[] = [];
  for (const command of instance.outstanding.values()) {
    if (sending.isStopping()) break;
    try {
      records.push(answerOf(setup, command, await dispatch(setup, command)));
    } catch (error) {
      if (isOfTheStore(error)) throw error;
      pauses.failed(streamName);
      const text = failureText(error);
      if (text !== command.failure) records.push({ commandId: command.commandId, outcome: 'failed', text });
      return { streamName, instance, records, hasFailed: true };
    }
  }
  pauses.went(streamName);
  return { streamName, instance, records, hasFailed: false };
}

async function dispatch(setup: ProcessSetup, sent: OutstandingCommand): Promise<Outcome> {
  const { metadata, commandId } = sent;
  const command = commandOf(setup, sent);
  const handle = setup.commands.get(sent.type)?.handle;
  if (handle === undefined) throw new Error(`Nothing here handles ${sent.type}.`);
  const eventId = metadata.causationId as EventId;
  return handle(command, { commandId, metadata: causedBy({ eventId, metadata }) });
}

function answerOf({ commands }: ProcessSetup, { commandId, type }: OutstandingCommand, outcome: Outcome): Answered {
  if (outcome.kind === 'accepted') return { commandId, outcome: 'accepted' };
  const { rejection } = outcome;
  const rejections = Object.values(commands.get(type)?.aggregate.rejections ?? {});
  const shape = rejections.find((each) => each.type === rejection.type)?.shape;
  const text = shape === undefined ? '' : dataText(shape, shape.exact(), rejection.data);
  return { commandId, outcome: 'rejected', type: rejection.type, text };
}

/** For people; the text of what was thrown, whatever that was. */
function failureText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, 1_000).replaceAll('\0', ' ');
}

async function noteAnswers(
  { setup, store }: Sending,
  answers: readonly InstanceAnswers[],
  lease: Lease,
): Promise<void> {
  const told = answers.filter(({ records }) => records.length > 0);
  if (told.length === 0) return;
  await store.transact(async (unit) => {
    await unit.holdLease(lease);
    // All instances at once: what they note goes to the store together.
    const noting = told.map(async ({ streamName, instance: before, records }) => {
      const id = streamIdOf(setup.streams, streamName);
      let instance = before;
      for (const data of records) {
        const sent = instance.outstanding.get(data.commandId);
        const eventId = placeId(setup.name, streamName, instance.streamVersion);
        const message = { type: setup.types.answered, data };
        const cause = { causationId: data.commandId, metadata: sent?.metadata ?? {} };
        instance = await writeRecords(setup, { unit, streamName, id, instance }, [{ message, eventId }], cause);
      }
      return rowChange(streamName, instance);
    });
    await unit.writeRows(instanceView(setup.name), await Promise.all(noting));
  });
}
