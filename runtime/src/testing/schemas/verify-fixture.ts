import { stringifyExactly } from '../../codec/exact-json.js';
import { InvalidUseError } from '../../errors/command-errors.js';
import type { Registry } from '../../registry/registry.js';
import type { FixtureFile } from '../fixtures/fixture-file.js';
import { changedResult, missingStages, sampleOf } from '../fixtures/verify-results.js';
import type { NamedFixture } from './read-fixtures.js';
import { SchemaTestError } from './schema-test-error.js';
import type { TestedVersion } from './tested-versions.js';
import { verifySample } from './verify-sample.js';

/**
 * What was frozen of a released version is still valid in the latest one, and every step still gives what it gave.
 * @throws SchemaTestError
 */
export function verifyFixture(registry: Registry, tested: TestedVersion, found: NamedFixture | undefined): void {
  const { type, schemaVersion, hash } = tested;
  const path = `varve.fixtures/${found?.path ?? `${registry.context}/${tested.name}.${schemaVersion}.json`}`;
  const refuse = (problem: string): never => {
    throw new SchemaTestError(path, new InvalidUseError(problem));
  };
  if (found === undefined)
    return refuse('The file is missing: get it back from version control, or run varve release.');
  const { fixture } = found;
  if (fixture instanceof Error) throw new SchemaTestError(path, fixture);
  if (fixture.type !== type || fixture.schemaVersion !== schemaVersion || fixture.hash !== hash)
    return refuse(`The file is of another shape than ${type} ${schemaVersion} was released with.`);
  if (fixture.samples.length === 0) return refuse('The file holds no sample.');
  for (const at of fixture.samples.keys()) verifySampleOf(registry, fixture, { path, at });
}

interface SamplePlace {
  readonly path: string;
  readonly at: number;
}

function verifySampleOf(registry: Registry, fixture: FixtureFile, { path, at }: SamplePlace): void {
  const sample = fixture.samples[at];
  if (sample === undefined) return;
  try {
    verifySample(registry, sampleOf(registry, fixture, sample));
    const changed = changedResult(registry, fixture, at);
    if (changed !== undefined) throw changed;
    const [missing] = missingStages(registry, fixture, sample);
    if (missing !== undefined) throw new InvalidUseError(unfrozen(missing));
  } catch (error) {
    throw new SchemaTestError(`${path}, sample ${at + 1}`, error, stringifyExactly(sample.data));
  }
}

const unfrozen = (schemaVersion: number): string =>
  `Nothing was frozen of what it is in schema version ${schemaVersion}. ` +
  'Run varve release --app <the module that exports your registries>, and commit what it writes.';
