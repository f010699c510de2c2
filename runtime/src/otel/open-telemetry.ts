// The observer that speaks OpenTelemetry. In: the API of whatever SDK the program has registered, or none. Out: spans and
// metrics of everything that the runtime tells its observer.
import {
  type Attributes,
  context,
  createNoopMeter,
  isSpanContextValid,
  type Meter,
  type MeterProvider,
  metrics,
  type Span,
  SpanStatusCode,
  trace,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api';
import { systemElapsed } from '../command/platform.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { Ending, Observer, Operation } from '../observe/observer.js';
import { Instruments } from './instruments.js';
import { describeOperation, type SpanDescription } from './operation-span.js';
import { type FollowEvents, parentOf } from './span-parent.js';
import { traceContextOf } from './w3c-trace.js';

export interface TelemetryOptions {
  /** Default: the one that is registered with the API, whenever it is. */
  readonly tracerProvider?: TracerProvider;
  readonly meterProvider?: MeterProvider;
  /**
   * `link`, the default: pages of a processor are traces of their own, linked to those of their events. `parent`: an event
   * that is handled or delivered goes on in its trace, however long ago that began.
   */
  readonly followEvents?: FollowEvents;
  /** Puts the text and stack of errors into spans. They may quote data, so by default only names and codes are said. */
  readonly exceptions?: boolean;
}

const scope = '@varve/runtime';

/** An observer for contexts, processors and relays, as the option `observer`. */
export function openTelemetry(options: TelemetryOptions = {}): Observer {
  const { followEvents = 'link', exceptions = false } = options;
  const tracer = (options.tracerProvider ?? trace).getTracer(scope);
  const instruments = currentInstruments(options);
  const isTraced = tracedBy(tracer);
  const watch: Observer['around'] = async (operation, run) => {
    const description = describeOperation(operation);
    const span = startSpan(tracer, operation, description, followEvents);
    const began = systemElapsed();
    const inner = trace.setSpan(context.active(), span);
    const ending = await context.with(inner, run, undefined, traceContextOf(span.spanContext()));
    try {
      instruments()?.ended(operation, labelsOf(description, ending), ending, systemElapsed() - began);
    } finally {
      endSpan(span, ending, exceptions);
    }
  };
  return {
    // Where nobody listens the operation is left alone, and begins by itself.
    around: (operation, run) => (instruments() === undefined && !isTraced() ? undefined : watch(operation, run)),
    note: (notice) => instruments()?.noted(notice),
  };
}

const silence = createNoopMeter();

/** Instruments of the SDK that is registered now, made once for each; `undefined` without one. */
function currentInstruments(options: TelemetryOptions): () => Instruments | undefined {
  let provider: MeterProvider | undefined;
  let instruments: Instruments | undefined;
  return () => {
    const now = options.meterProvider ?? metrics.getMeterProvider();
    if (now === provider) return instruments;
    provider = now;
    const meter = telemetryMeter(options);
    instruments = meter === silence ? undefined : new Instruments(meter);
    return instruments;
  };
}

/** Whether somebody makes spans of this tracer by now. One that is begun and never ended is told to nobody. */
function tracedBy(tracer: Tracer): () => boolean {
  let isTraced = false;
  return () => (isTraced ||= isSpanContextValid(tracer.startSpan('probe', { root: true }).spanContext()));
}

export function telemetryMeter({ meterProvider = metrics }: Pick<TelemetryOptions, 'meterProvider'>): Meter {
  return meterProvider.getMeter(scope);
}

function startSpan(
  tracer: Tracer,
  operation: Operation,
  { name, kind, labels, details }: SpanDescription,
  follow: FollowEvents,
): Span {
  const { context: parent, links } = parentOf(operation, follow);
  return tracer.startSpan(name, { kind, links, attributes: { ...labels, ...details } }, parent);
}

function labelsOf({ labels }: SpanDescription, { error, outcome, rejection }: Ending): Attributes {
  return {
    ...labels,
    ...(outcome === undefined ? {} : { 'varve.outcome': outcome }),
    ...(rejection === undefined ? {} : { 'varve.rejection': rejection }),
    ...(error === undefined ? {} : { 'error.type': errorType(error) }),
  };
}

function endSpan(span: Span, ending: Ending, exceptions: boolean): void {
  if (span.isRecording()) {
    const { error, outcome, rejection, deduplicated, events, streamVersion } = ending;
    const known = {
      'varve.outcome': outcome,
      'varve.rejection': rejection,
      'varve.deduplicated': deduplicated,
      'varve.events': events,
      'varve.stream_version': streamVersion,
    };
    span.setAttributes(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)));
    if (error !== undefined) {
      span.setAttribute('error.type', errorType(error));
      span.setStatus({ code: SpanStatusCode.ERROR, message: errorType(error) });
      if (exceptions && error instanceof Error) span.recordException(error);
    }
  }
  span.end();
}

/** The stable code of an error of ours, the name of any other. */
function errorType(error: unknown): string {
  if (isRuntimeError(error)) return error.code;
  return error instanceof Error ? error.name : '_OTHER';
}
