import { expect } from 'vitest';
import type { Diagnostic, Fix, LocatedDiagnostic, StageResult } from '../../generator/src/diagnostics/diagnostic.js';
import { formatDiagnostic, plainPaint } from '../../generator/src/diagnostics/format-diagnostic.js';
import type { Span } from '../../generator/src/diagnostics/place.js';
import { sortDiagnostics } from '../../generator/src/diagnostics/sort-diagnostics.js';
import { locate } from '../../generator/src/source/locate.js';

/** What a test says about a diagnostic; only what is given is compared, but for the code, which always is. */
export interface ExpectedDiagnostic {
  readonly code: string;
  readonly span?: Span;
  readonly message?: string | RegExp;
  readonly help?: string | RegExp;
  readonly severity?: string;
  readonly fix?: Fix;
  /** Spans of the related places, in order. */
  readonly related?: readonly Span[];
}

/** Exactly these diagnostics, in the order in which they are printed; a failure shows all of them with code frames. */
export function expectDiagnostics(
  actual: readonly Diagnostic[] | StageResult<unknown>,
  expected: readonly ExpectedDiagnostic[],
): void {
  const diagnostics = 'diagnostics' in actual ? actual.diagnostics : actual;
  const located = sortDiagnostics(locate(diagnostics));
  const wanted = expected.map(describeExpected);
  const found = located.map((diagnostic, index) => describeFound(diagnostic, expected[index]));
  expect(found, `\n${printed(located)}\n`).toEqual(wanted);
}

/** The value of a stage that must have succeeded; a failure shows its diagnostics. */
export function expectValue<T>(result: StageResult<T>): T {
  if (!result.ok) expect.fail(`\n${printed(sortDiagnostics(locate(result.diagnostics)))}\n`);
  return result.value;
}

export function printed(located: readonly LocatedDiagnostic[]): string {
  if (located.length === 0) return 'no diagnostics';
  return located.map((diagnostic) => formatDiagnostic(diagnostic, { paint: plainPaint })).join('\n\n');
}

type Comparable = Readonly<Record<string, unknown>>;

function describeExpected({ code, span, message, help, severity, fix, related }: ExpectedDiagnostic): Comparable {
  return {
    code,
    ...(span === undefined ? {} : { span: range(span) }),
    ...(message === undefined ? {} : { message: matcher(message) }),
    ...(help === undefined ? {} : { help: matcher(help) }),
    ...(severity === undefined ? {} : { severity }),
    ...(fix === undefined ? {} : { fix }),
    ...(related === undefined ? {} : { related: related.map(range) }),
  };
}

function describeFound(diagnostic: LocatedDiagnostic, expected: ExpectedDiagnostic | undefined): Comparable {
  const { code, at, message, help, severity, fix, related } = diagnostic;
  return {
    code,
    ...(expected?.span === undefined ? {} : { span: at === undefined ? undefined : range(at) }),
    ...(expected?.message === undefined ? {} : { message }),
    ...(expected?.help === undefined ? {} : { help }),
    ...(expected?.severity === undefined ? {} : { severity }),
    ...(expected?.fix === undefined ? {} : { fix }),
    ...(expected?.related === undefined ? {} : { related: related.map((entry) => range(entry.at)) }),
  };
}

function matcher(text: string | RegExp): unknown {
  return typeof text === 'string' ? text : expect.stringMatching(text);
}

function range({ file, start, end }: Span): string {
  return `${file.path} ${String(start)}-${String(end)}: ${JSON.stringify(file.text.slice(start, end))}`;
}
