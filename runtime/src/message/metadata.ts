import type { CommandId } from './identifiers.js';

/** What Varve itself keeps with every message. The user's own keys, declared in the configuration, lie beside these. */
export interface CoreMetadata {
  /** Shared by everything that one first message set off. */
  readonly correlationId: string;
  /** Id of the message that caused this one. */
  readonly causationId: string;
  /** Id of the message that caused the command of an event, where one did. */
  readonly commandCausationId?: string;
  readonly commandId?: CommandId;
  /** W3C trace context. */
  readonly traceparent?: string;
  /** What vendors add to it. */
  readonly tracestate?: string;
  readonly actor?: string;
  readonly tenant?: string;
  readonly subjectKeys?: readonly string[];
}

export type MessageMetadata = CoreMetadata & { readonly [key: string]: unknown };

/** What a caller may say; correlation and causation are filled in. */
export type GivenMetadata = Partial<CoreMetadata> & { readonly [key: string]: unknown };
