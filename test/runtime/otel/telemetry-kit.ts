import { context, type SpanContext, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { onTestFinished } from 'vitest';
import { openTelemetry, type TelemetryOptions } from '../../../runtime/src/otel/open-telemetry.js';

/** Numbers of one metric by the values of its attributes, joined. */
export type Series = Readonly<Record<string, number>>;

/** An SDK whose exporters keep what they get. Without a context manager nothing is active across `await`. */
export function telemetryKit(options: TelemetryOptions & { readonly contexts?: boolean } = {}) {
  const { contexts = true, ...others } = options;
  const exporter = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 3_600_000 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  if (contexts) {
    const manager = new AsyncLocalStorageContextManager().enable();
    context.setGlobalContextManager(manager);
    onTestFinished(() => context.disable());
  }
  onTestFinished(async () => {
    await tracerProvider.shutdown();
    await meterProvider.shutdown();
  });
  const spans = (name?: string): readonly ReadableSpan[] =>
    exporter.getFinishedSpans().filter((span) => name === undefined || span.name === name);
  return {
    observer: openTelemetry({ tracerProvider, meterProvider, ...others }),
    meterProvider,
    tracerProvider,
    tracer: tracerProvider.getTracer('test'),
    spans,
    span(name: string): ReadableSpan {
      const [span, ...more] = spans(name);
      if (span === undefined || more.length > 0) {
        throw new Error(
          `${more.length + 1} spans ${name} among ${spans()
            .map((each) => each.name)
            .join(', ')}`,
        );
      }
      return span;
    },
    /** Sums and gauges, and counts of histograms. */
    async series(metric: string, ...attributes: string[]): Promise<Series> {
      metricExporter.reset();
      await reader.forceFlush();
      const found: Record<string, number> = {};
      for (const { scopeMetrics } of metricExporter.getMetrics()) {
        for (const { descriptor, dataPoints } of scopeMetrics.flatMap(({ metrics }) => metrics)) {
          if (descriptor.name !== metric) continue;
          for (const { value, attributes: said } of dataPoints) {
            const key = attributes.map((name) => String(said[name])).join(' ');
            found[key] = (found[key] ?? 0) + (typeof value === 'number' ? value : value.count);
          }
        }
      }
      return found;
    },
  };
}

export const parentOf = ({ parentSpanContext }: ReadableSpan): string | undefined => parentSpanContext?.spanId;
export const idOf = (span: ReadableSpan): string => span.spanContext().spanId;
export const traceIdOf = (span: ReadableSpan): string => span.spanContext().traceId;
export const linksOf = ({ links }: ReadableSpan): readonly string[] => links.map(({ context: { spanId } }) => spanId);

/** `traceparent` of a span. */
export const parentText = ({ traceId, spanId }: SpanContext): string => `00-${traceId}-${spanId}-01`;

export { context, trace };
