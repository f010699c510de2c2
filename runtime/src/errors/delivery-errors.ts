import { RuntimeError } from './runtime-error.js';

/** A receiver did not acknowledge an event. It is delivered again, perhaps though it has been received. */
export class DeliveryFailedError extends RuntimeError {
  override readonly code = 'delivery-failed';
  /** HTTP status of the answer, where there was one. */
  readonly status: number | undefined;
  /** Milliseconds that the receiver asked to be left alone. */
  readonly retryAfter: number | undefined;

  constructor(
    problem: string,
    { status, retryAfter, cause }: { status?: number; retryAfter?: number | undefined; cause?: unknown } = {},
  ) {
    super(`Not delivered: ${problem}.`, cause === undefined ? undefined : { cause });
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** The receiver says that it wants nothing any more, such as by 410 Gone. The relay stops, whatever else it was told. */
export class ReceiverGoneError extends RuntimeError {
  override readonly code = 'receiver-gone';

  constructor(target: string) {
    super(`${target} wants no events any more.`);
  }
}

/** A webhook is not what its sender signed, or not of now. Say no more than that to whoever sent it. */
export class WebhookRefusedError extends RuntimeError {
  override readonly code = 'webhook-refused';

  constructor(problem: string) {
    super(`The webhook is refused: ${problem}.`);
  }
}
