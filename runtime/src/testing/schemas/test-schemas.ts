// Tests of everything that schemas promise about the past, for whatever runner a project has: samples, random data and what
// was frozen of every schema version reach a valid latest one. In: a registry, its samples, and the runner's own function
// that declares a test. Out: three tests for each version.
import { InvalidUseError } from '../../errors/command-errors.js';
import type { JsonValue } from '../../message/message.js';
import type { Registry } from '../../registry/registry.js';
import type { MessageSamples } from '../samples/message-samples.js';
import { type FolderUrl, readFixtures } from './read-fixtures.js';
import { SchemaTestError } from './schema-test-error.js';
import { type TestedVersion, testedVersions } from './tested-versions.js';
import { verifyFixture } from './verify-fixture.js';
import { type RandomOptions, verifyRandom } from './verify-random.js';
import { verifySample } from './verify-sample.js';

export interface SchemaTests extends RandomOptions {
  /** With your functions for steps, where there are any. */
  readonly registry: Registry;
  /** What was generated beside the registry. */
  readonly samples: Pick<MessageSamples<object>, 'aggregates'> & { readonly samples: object };
  /** The folder `varve.fixtures`: a URL, or a path from where the runner was started. */
  readonly fixtures: string | FolderUrl;
  /** Declares a test: `test` or `it` of vitest, jest or node:test. */
  readonly test: (name: string, run: () => void) => unknown;
}

/**
 * Declares the tests of one context. Nothing is verified before the runner runs them.
 * @throws InvalidUseError for a registry that was not given your functions for steps
 */
export function testSchemas({ registry, samples: { samples }, fixtures, test, ...options }: SchemaTests): void {
  // Where types are not checked: what was a registry becomes a function with the first step that calls one of yours.
  if (typeof registry === 'function') throw new InvalidUseError(takesFunctions);
  const found = readFixtures(fixtures, registry.context);
  const versions = testedVersions(registry);
  const fileOf = ({ name, schemaVersion }: TestedVersion): string =>
    `${registry.context}/${name}.${schemaVersion}.json`;
  for (const tested of versions) {
    const name = `${tested.type} ${tested.schemaVersion}`;
    const promise = tested.schemaVersion === tested.latest ? 'stay as they are' : `become version ${tested.latest}`;
    test(`${name}: samples ${promise}`, () => verifySamples(registry, tested, samplesIn(samples, tested)));
    test(`${name}: random values ${promise}`, () => verifyRandom(registry, tested, options));
    const fixture = found.find(({ path }) => path === fileOf(tested));
    if (!tested.isDraft) test(`${name}: what was frozen still holds`, () => verifyFixture(registry, tested, fixture));
  }
  const known = new Set(versions.map(fileOf));
  test(`${registry.context}: everything that was frozen is of a version that there is`, () =>
    refuseUnknown(found.filter(({ path }) => !known.has(path) && !isIgnored(registry, path)).map(({ path }) => path)));
}

const takesFunctions =
  'The registry takes your functions for steps by now, as createContext does: registry: orderingRegistry({ order: orderUpcasters }).';

function verifySamples(
  registry: Registry,
  { type, schemaVersion }: TestedVersion,
  samples: readonly JsonValue[],
): void {
  if (samples.length === 0) {
    const problem = `There is no sample of ${type} ${schemaVersion}. Give an example in its schema, and run varve generate.`;
    throw new SchemaTestError(`${type} ${schemaVersion}`, new InvalidUseError(problem));
  }
  samples.forEach((data, at) => {
    try {
      verifySample(registry, { type, schemaVersion, data: JSON.stringify(data) });
    } catch (error) {
      throw new SchemaTestError(`Sample ${at + 1} of ${type} ${schemaVersion}`, error, JSON.stringify(data));
    }
  });
}

/** By name and version, as the generated file has them; what it does not have is missing. */
function samplesIn(samples: object, { name, schemaVersion }: TestedVersion): readonly JsonValue[] {
  const versions: unknown = Object.hasOwn(samples, name) ? Reflect.get(samples, name) : undefined;
  const found: unknown = typeof versions === 'object' && versions !== null ? Reflect.get(versions, schemaVersion) : [];
  return Array.isArray(found) ? (found as readonly JsonValue[]) : [];
}

/** Nobody reads ignored events, and what was frozen of them may stay. */
function isIgnored({ context, names }: Registry, path: string): boolean {
  return [...names.values()].some(
    ({ definition: { name, ignored } }) => ignored !== undefined && path.startsWith(`${context}/${name}.`),
  );
}

function refuseUnknown(paths: readonly string[]): void {
  if (paths.length === 0) return;
  const files = paths.map((path) => `varve.fixtures/${path}`).join(', ');
  throw new SchemaTestError(files, new InvalidUseError('Its event or command, or its schema version, is gone.'));
}
