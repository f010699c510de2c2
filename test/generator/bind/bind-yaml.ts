import { bindDomain, type BindOptions } from '../../../generator/src/bind/bind-domain.js';
import type { StageResult } from '../../../generator/src/diagnostics/diagnostic.js';
import type { SourceFile } from '../../../generator/src/diagnostics/place.js';
import type { DomainModel } from '../../../generator/src/model/domain-model.js';
import type { FieldModel, TypeModel } from '../../../generator/src/model/type-model.js';
import { loadDocument } from '../../../generator/src/source/load-document.js';
import type { RawDocument, RawSchema } from '../../../generator/src/validate/raw-schema.js';
import { expectDiagnostics, expectValue, type ExpectedDiagnostic } from '../../support/expect-diagnostics.js';
import { marked } from '../../support/marks.js';

/** A schema as bind gets it; the test vouches for its shape in place of the meta-schema. */
export function rawSchema(file: SourceFile): RawSchema {
  const { value, notes } = expectValue(loadDocument(file));
  const keyOrder = new Map([...notes].map(([mapping, note]) => [mapping, note.keys]));
  return { file, document: value as object as RawDocument, keyOrder };
}

const money = `
varve: 1
context: std
types:
  Money:
    1: { amount: decimal, currency: { type: string, pattern: "^[A-Z]{3}$" } }
`;
const period = `
varve: 1
context: std
imports: ["std:money"]
types:
  Period: { 1: { from: date, to?: date }, 2: { from: date, until?: date } }
  Priced: { 1: { price: Money@1 } }
`;

/** Two standard documents, one of which imports the other. */
export const standard: BindOptions['standard'] = new Map([
  ['money', rawSchema({ path: 'std:money', text: money })],
  ['period', rawSchema({ path: 'std:period', text: period })],
]);

/** Files by path, or the body of one file of context `ordering`. */
export type Files = string | Readonly<Record<string, string>>;

export const ordering = (body: string): string => `varve: 1\ncontext: ordering\n${body}`;

/** The body of a file with the aggregate Order. */
export const order = (body: string): string => ordering(`aggregate: Order\nid: { orderId: uuid }\n${body}`);

export function bindFiles(
  files: readonly SourceFile[],
  config: BindOptions['config'] = { metadata: {} },
): StageResult<DomainModel> {
  return bindDomain(files.map(rawSchema), { config, standard });
}

/** Binds texts without marks; they must be right. */
export function bound(files: Files, config?: BindOptions['config']): DomainModel {
  const texts = typeof files === 'string' ? { 'schemas/test.yaml': files } : files;
  return expectValue(
    bindFiles(
      Object.entries(texts).map(([path, text]) => ({ path, text })),
      config,
    ),
  );
}

type Expected = Omit<ExpectedDiagnostic, 'span' | 'related'> & {
  /** Number of the mark, over all files in the order given; by default the diagnostics take the marks in turn. */
  readonly mark?: number;
  readonly related?: readonly number[];
};

/** Binds texts whose `«…»` marks are where the expected findings lie. */
export function expectFindings(files: Files, expected: readonly Expected[], config?: BindOptions['config']): void {
  const texts = typeof files === 'string' ? { 'schemas/test.yaml': files } : files;
  const sources = Object.entries(texts).map(([path, text]) => marked(text, path));
  const spans = sources.flatMap((source) => source.spans);
  const at = (mark: number): { readonly span?: (typeof spans)[number] } => {
    const span = spans[mark];
    if (span === undefined) throw new Error(`There is no mark ${String(mark)}.`);
    return { span };
  };
  const wanted = expected.map(({ mark, related, ...rest }, index): ExpectedDiagnostic => {
    const spansOf = related?.flatMap((each) => spans[each] ?? []);
    return { ...rest, ...at(mark ?? index), ...(spansOf === undefined ? {} : { related: spansOf }) };
  });
  expectDiagnostics(
    bindFiles(
      sources.map(({ file }) => file),
      config,
    ),
    wanted,
  );
}

/** The type of the field `field` of version 1 of event E, as `at` in `{ 1: { field: … } }`. */
export function fieldOf(type: string, extra = ''): FieldModel {
  const model = bound(order(`imports: ["std:money"]\nevents: { E: { 1: { field: ${type} } } }\n${extra}`));
  const field = model.contexts[0]?.aggregates[0]?.events[0]?.versions[0].shape.fields[0];
  if (field === undefined) throw new Error('The field is gone.');
  return field;
}

export function typeOf(type: string, extra?: string): TypeModel {
  return fieldOf(type, extra).type;
}
