/** From YAML to plans, and from plans to values. */
import { expect } from 'vitest';
import type { StageResult } from '../../../generator/src/diagnostics/diagnostic.js';
import { evolveDomain, type EvolveOptions } from '../../../generator/src/evolve/evolve-domain.js';
import type { DomainModel, MessageVersionModel, TypeVersionModel } from '../../../generator/src/model/domain-model.js';
import type { Evolution, VersionSteps } from '../../../generator/src/model/evolution-model.js';
import { expectDiagnostics, expectValue, type ExpectedDiagnostic } from '../../support/expect-diagnostics.js';
import { createStepEvaluator, type EvaluationOptions } from '../../support/evaluate-step.js';
import { marked } from '../../support/marks.js';
import { bindFiles } from '../bind/bind-yaml.js';

export const config = { metadata: { tenant: 'string', 'channel?': 'string' } } as const;

export interface Evolved {
  readonly model: DomainModel;
  readonly result: StageResult<Evolution>;
}

export function evolveFiles(files: Readonly<Record<string, string>>, options?: EvolveOptions): Evolved {
  const model = expectValue(
    bindFiles(
      Object.entries(files).map(([path, text]) => ({ path, text })),
      config,
    ),
  );
  return { model, result: evolveDomain(model, options) };
}

const path = 'schemas/test.yaml';

/** The body of a file with the aggregate Order. */
export const order = (body: string): string =>
  `varve: 1\ncontext: ordering\naggregate: Order\nid: { orderId: uuid }\n${body}`;

/** Event E with versions and steps as given, beside types. */
export const event = (lines: string, types = ''): string =>
  order(`${types === '' ? '' : `types:\n${indent(types, 2)}\n`}events:\n  E:\n${indent(lines, 4)}\n`);

export function indent(text: string, blanks: number): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(blanks) + line))
    .join('\n');
}

export interface Planned {
  readonly model: DomainModel;
  readonly evolution: Evolution;
}

export function planned(text: string): Planned {
  const { model, result } = evolveFiles({ [path]: text });
  return { model, evolution: expectValue(result) };
}

/** Versions of the event E, or of another message. */
export function versionsOf({ model }: Planned, name = 'E'): readonly MessageVersionModel[] {
  const aggregates = model.contexts.flatMap((context) => context.aggregates);
  const messages = aggregates.flatMap(({ events, commands }) => [...events, ...commands]);
  return messages.find((each) => each.name === name)?.versions ?? expect.fail(`There is no ${name}.`);
}

export function typeVersionsOf({ model }: Planned, name: string): readonly TypeVersionModel[] {
  const types = model.contexts.flatMap((context) => context.types);
  return types.find((each) => each.name === name)?.versions ?? expect.fail(`There is no ${name}.`);
}

/** Steps to the last version. */
export function lastSteps(from: Planned, name = 'E'): VersionSteps {
  const last = versionsOf(from, name).at(-1);
  return (last && from.evolution.messages.get(last)) ?? expect.fail('No step was planned.');
}

/** A value of the version before the last as one of the last. */
export function upcast(text: string, old: unknown, options?: EvaluationOptions): unknown {
  const from = planned(text);
  return createStepEvaluator(from.model, from.evolution, options).evaluate(lastSteps(from).up, old);
}

export function downcast(text: string, newer: unknown, options?: EvaluationOptions): unknown {
  const from = planned(text);
  const { down } = lastSteps(from);
  return createStepEvaluator(from.model, from.evolution, options).evaluate(
    down ?? expect.fail('There is no way down.'),
    newer,
  );
}

type Expected = Omit<ExpectedDiagnostic, 'span' | 'related' | 'code'> & {
  /** Without its stage. */
  readonly code: string;
  /** Number of the mark; by default the findings take the marks in turn. */
  readonly mark?: number;
  readonly related?: readonly number[];
};

/** Plans a text whose `«…»` marks are where the expected findings lie. */
export function expectFindings(withMarks: string, expected: readonly Expected[]): void {
  const { text, spans } = marked(withMarks, path);
  const { result } = evolveFiles({ [path]: text });
  expectDiagnostics(
    result,
    expected.map(({ mark, related, code, ...rest }, index): ExpectedDiagnostic => {
      const span = spans[mark ?? index] ?? expect.fail('There are fewer marks than findings.');
      const spansOf = related?.map((each) => spans[each] ?? expect.fail(`There is no mark ${String(each)}.`));
      return { code: `evolve/${code}`, span, ...rest, ...(spansOf === undefined ? {} : { related: spansOf }) };
    }),
  );
}
