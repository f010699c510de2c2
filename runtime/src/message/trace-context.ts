/** W3C trace context, as it travels in metadata. */
export interface TraceContext {
  readonly traceparent?: string;
  readonly tracestate?: string;
}

/** The trace that metadata carries. A `tracestate` without its `traceparent` means nothing. */
export function traceOf({ traceparent, tracestate }: TraceContext): TraceContext {
  if (traceparent === undefined) return {};
  return tracestate === undefined ? { traceparent } : { traceparent, tracestate };
}

/** Metadata of what happens within a trace. */
export function withTrace<Metadata extends TraceContext>(metadata: Metadata, trace: TraceContext): Metadata {
  if (trace.traceparent === undefined) return metadata;
  const { tracestate: _, ...rest } = metadata;
  return { ...rest, ...traceOf(trace) } as Metadata;
}
