import { createTraceState, isSpanContextValid, type SpanContext } from '@opentelemetry/api';
import type { TraceContext } from '../message/trace-context.js';

const parent = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;
const longestState = 512;

/** The span that metadata names; `undefined` for none, and for text that is no trace context. */
export function spanContextOf({ traceparent, tracestate }: TraceContext): SpanContext | undefined {
  const [, traceId, spanId, flags] = parent.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  const span: SpanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  if (!isSpanContextValid(span)) return undefined;
  if (tracestate === undefined || tracestate.length > longestState) return span;
  return { ...span, traceState: createTraceState(tracestate) };
}

/** What metadata says of a span; nothing for one that nobody records. */
export function traceContextOf(span: SpanContext): TraceContext {
  if (!isSpanContextValid(span)) return {};
  const flags = (span.traceFlags & 1).toString(16).padStart(2, '0');
  const traceparent = `00-${span.traceId}-${span.spanId}-${flags}`;
  const tracestate = span.traceState?.serialize();
  return tracestate === undefined || tracestate === '' ? { traceparent } : { traceparent, tracestate };
}
