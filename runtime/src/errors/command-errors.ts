import type { CommandId, StreamName } from '../message/identifiers.js';
import { RuntimeError } from './runtime-error.js';

/** Others kept writing to the stream while the command was decided. Nothing of it was stored. */
export class WrongExpectedVersionError extends RuntimeError {
  override readonly code = 'wrong-expected-version';
  readonly streamName: StreamName;
  /** Stream version on which the last attempt was decided. */
  readonly expected: number;
  /** Stream version that the store found instead. */
  readonly actual: number;
  readonly attempts: number;

  constructor(streamName: StreamName, expected: number, actual: number, attempts: number) {
    super(
      `Stream ${streamName} kept changing: gave up after ${attempts} attempts, the last at stream version ${expected} when it stood at ${actual}. Nothing was stored.`,
    );
    this.streamName = streamName;
    this.expected = expected;
    this.actual = actual;
    this.attempts = attempts;
  }
}

/** The caller had seen another stream version, or revision, than the one that is there. Nothing was decided or stored. */
export class UnexpectedVersionError extends RuntimeError {
  override readonly code = 'unexpected-version';
  readonly streamName: StreamName;
  readonly expected: number;
  readonly actual: number;

  constructor(streamName: StreamName, expected: number, actual: number) {
    super(`${streamName} was expected at ${expected}, and is at ${actual}. Nothing was stored.`);
    this.streamName = streamName;
    this.expected = expected;
    this.actual = actual;
  }
}

/** The command id was used before for another command: another type, other data. Nothing was stored. */
export class IdempotencyKeyReusedError extends RuntimeError {
  override readonly code = 'idempotency-key-reused';
  readonly commandId: CommandId;
  readonly type: string;

  constructor(commandId: CommandId, type: string) {
    super(`Command id ${commandId} was used before for another command than this ${type}. Nothing was stored.`);
    this.commandId = commandId;
    this.type = type;
  }
}

/** A decision has events although the command expects a new, or an existing, stream. Nothing was stored. */
export class StreamPreconditionError extends RuntimeError {
  override readonly code = 'stream-precondition';
  readonly streamName: StreamName;
  readonly expects: 'new' | 'existing';
  readonly streamVersion: number;

  /** @param of what is counted: events, or writes of a state that is the truth */
  constructor(
    streamName: StreamName,
    expects: 'new' | 'existing',
    streamVersion: number,
    of: 'events' | 'state' = 'events',
  ) {
    const found =
      of === 'state'
        ? `State ${streamName} was written ${streamVersion} times`
        : `Stream ${streamName} has ${streamVersion} events`;
    super(`${found}, but the command expects ${expects === 'new' ? 'none' : 'some'}. Nothing was stored.`);
    this.streamName = streamName;
    this.expects = expects;
    this.streamVersion = streamVersion;
  }
}

/** The stream has more events than the context allows a stream to have. Nothing was stored. */
export class StreamTooLongError extends RuntimeError {
  override readonly code = 'stream-too-long';
  readonly streamName: StreamName;
  readonly streamVersion: number;
  /** As `longestStream` says. */
  readonly longest: number;

  constructor(streamName: StreamName, streamVersion: number, longest: number) {
    super(
      `Stream ${streamName} has ${streamVersion} events, or would have, and longestStream allows ${longest}. Nothing was stored.`,
    );
    this.streamName = streamName;
    this.streamVersion = streamVersion;
    this.longest = longest;
  }
}

/** What a decider returned, or an aggregate raised, is not what the schema allows the command. Nothing was stored. */
export class InvalidDecisionError extends RuntimeError {
  override readonly code = 'invalid-decision';
  readonly command: string;

  constructor(command: string, problem: string) {
    super(`The decision of ${command} ${problem}. Nothing was stored.`);
    this.command = command;
  }
}

/** A decision would move the state where the schema allows no transition. Nothing was stored. */
export class IllegalTransitionError extends RuntimeError {
  override readonly code = 'illegal-transition';
  readonly from: string;
  readonly to: string;
  /** The event that would do it; the command, where the state is the truth. */
  readonly event: string;

  constructor(from: string, to: string, event: string) {
    super(`${event} would move the state from ${from} to ${to}, which is no declared transition. Nothing was stored.`);
    this.from = from;
    this.to = to;
    this.event = event;
  }
}

/** The command's deadline passed before its outcome stood. Nothing was stored. */
export class DeadlinePassedError extends RuntimeError {
  override readonly code = 'deadline-passed';
  readonly deadline: string;

  constructor(deadline: string) {
    super(`The deadline ${deadline} has passed. Nothing was stored.`);
    this.deadline = deadline;
  }
}

/** A past state was asked for that the stream has not reached. */
export class StreamVersionNotReachedError extends RuntimeError {
  override readonly code = 'stream-version-not-reached';
  readonly streamName: StreamName;
  readonly asked: number;
  readonly streamVersion: number;

  constructor(streamName: StreamName, asked: number, streamVersion: number) {
    super(`Stream ${streamName} stands at stream version ${streamVersion}; ${asked} was asked for.`);
    this.streamName = streamName;
    this.asked = asked;
    this.streamVersion = streamVersion;
  }
}

/** The recorded outcome of a command cannot be read any more: its rejection is not declared now. */
export class UndecodableOutcomeError extends RuntimeError {
  override readonly code = 'undecodable-outcome';
  readonly commandId: CommandId;

  constructor(commandId: CommandId, problem: string) {
    super(`The recorded outcome of command ${commandId} cannot be read: ${problem}.`);
    this.commandId = commandId;
  }
}

/** The code that calls or wires the runtime contradicts the definitions it passes. */
export class InvalidUseError extends RuntimeError {
  override readonly code = 'invalid-use';
}
