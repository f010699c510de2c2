import { context, type Context, type Link, ROOT_CONTEXT, type SpanContext, trace } from '@opentelemetry/api';
import type { TraceContext } from '../message/trace-context.js';
import type { Operation } from '../observe/observer.js';
import { spanContextOf } from './w3c-trace.js';

/** Whether an event that is handled or delivered continues its own trace, or is linked to it from that of the page. */
export type FollowEvents = 'link' | 'parent';

export interface SpanParent {
  readonly context: Context;
  readonly links: Link[];
}

/** Where the span of an operation belongs. */
export function parentOf(operation: Operation, follow: FollowEvents): SpanParent {
  switch (operation.kind) {
    case 'command':
      return activeElse(operation.metadata);
    case 'load':
      return activeElse(operation.trace);
    case 'append':
      return isTraced() ? here() : activeElse(traceOfEvents(operation.events[0]?.metadata));
    // Whoever started a processor may have been traced; that is over when pages come.
    case 'page':
      return { context: ROOT_CONTEXT, links: [] };
    case 'handling':
      return aboutEvent(spanContextOf(operation.trace), operation.event.metadata, follow);
    case 'delivery':
      return aboutEvent(undefined, operation.event.metadata, follow);
  }
}

const here = (): SpanParent => ({ context: context.active(), links: [] });

const isTraced = (): boolean => trace.getSpanContext(context.active()) !== undefined;

/** Within what is going on here, linked to what was handed over; or else within that. */
function activeElse(handed: TraceContext): SpanParent {
  const active = context.active();
  const current = trace.getSpanContext(active);
  const given = spanContextOf(handed);
  if (given === undefined || given.traceId === current?.traceId) return here();
  if (current === undefined) return { context: trace.setSpanContext(active, given), links: [] };
  return { context: active, links: [{ context: given }] };
}

function aboutEvent(page: SpanContext | undefined, metadata: TraceContext, follow: FollowEvents): SpanParent {
  const event = spanContextOf(metadata);
  const [own, other] = follow === 'parent' && event !== undefined ? [event, page] : [page, event];
  const links = other === undefined ? [] : [{ context: other }];
  return { context: own === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, own), links };
}

/** Stored metadata is JSON that the runtime wrote a moment ago. */
function traceOfEvents(metadata: string | undefined): TraceContext {
  if (metadata === undefined || !metadata.includes('"traceparent"')) return {};
  const parsed: unknown = JSON.parse(metadata);
  return typeof parsed === 'object' && parsed !== null ? textsOf(parsed) : {};
}

function textsOf(metadata: object): TraceContext {
  const traceparent: unknown = Reflect.get(metadata, 'traceparent');
  const tracestate: unknown = Reflect.get(metadata, 'tracestate');
  if (typeof traceparent !== 'string') return {};
  return typeof tracestate === 'string' ? { traceparent, tracestate } : { traceparent };
}
