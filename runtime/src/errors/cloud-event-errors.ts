import { RuntimeError } from './runtime-error.js';

/** What came in is no CloudEvent that this code can take. Its text is not quoted: it may be anything. */
export class InvalidCloudEventError extends RuntimeError {
  override readonly code = 'invalid-cloud-event';
  /** Name of the attribute that is at fault; `undefined` where it is the whole. */
  readonly attribute: string | undefined;

  constructor(problem: string, attribute?: string, options?: ErrorOptions) {
    super(`${attribute === undefined ? 'The CloudEvent' : `Its ${attribute}`} ${problem}.`, options);
    this.attribute = attribute;
  }
}
