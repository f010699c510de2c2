/** Files of `varve.fixtures/`: values of one released version, frozen with it. */
import type { JsonValue } from '../model/type-model.js';
import { asList, asObject } from './parse-shape.js';

export const fixturesFolder = 'varve.fixtures';

export interface Fixture {
  readonly kind: 'command' | 'event';
  readonly context: string;
  readonly name: string;
  /** The stored name. */
  readonly type: string;
  readonly schemaVersion: number;
  readonly hash: string;
  /** Data as it is stored, or sent. */
  readonly samples: readonly JsonValue[];
}

/** Names of events and commands are letters and digits, and differ within their context. */
export function fixturePath({
  context,
  name,
  schemaVersion,
}: Pick<Fixture, 'context' | 'name' | 'schemaVersion'>): string {
  return `${fixturesFolder}/${context}/${name}.${String(schemaVersion)}.json`;
}

export function fixtureText({ kind, type, schemaVersion, hash, samples }: Fixture): string {
  const document = { format: 1, kind, type, schemaVersion, hash, samples: samples.map((data) => ({ data })) };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** What a fixture says of itself, and the stages that each of its samples has a result of. */
export interface FixtureResults {
  readonly type: string;
  readonly schemaVersion: number;
  readonly results: readonly (readonly string[])[];
}

/** Nothing for a text that is no fixture. */
export function resultsIn(text: string): FixtureResults {
  const { type, schemaVersion, samples } = contentOf(text) ?? {};
  const all = asList(samples) ?? [];
  return {
    type: typeof type === 'string' ? type : '',
    schemaVersion: Number(schemaVersion),
    results: all.map((sample) => Object.keys(asObject(asObject(sample)?.['results']) ?? {})),
  };
}

/** Whether a text is a fixture of the shape with this hash; then nothing in it is touched any more. */
export function isFixtureOf(text: string, hash: string): boolean {
  return contentOf(text)?.['hash'] === hash;
}

function contentOf(text: string): ReturnType<typeof asObject> {
  try {
    return asObject(JSON.parse(text) as JsonValue);
  } catch {
    return undefined;
  }
}
