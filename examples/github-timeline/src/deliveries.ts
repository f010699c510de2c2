/** The deliveries that ship with `@octokit/webhooks-examples`: real payloads, contributed by people who received them. */
import { createRequire } from 'node:module';

/** What GitHub sends to a webhook: the name in the header `X-GitHub-Event`, and the payload. */
export interface Delivery {
  /** Unique; GitHub's header `X-GitHub-Delivery`. The package has lost it, so its place there stands for it. */
  readonly id: string;
  readonly webhook: string;
  readonly payload: Payload;
}

/** JSON that nobody has looked into yet. */
export type Payload = Readonly<Record<string, unknown>>;

/** Every example of the given webhooks, in the order of the package. */
export function deliveriesOf(webhooks: readonly string[]): readonly Delivery[] {
  return readDefinitions()
    .filter(({ name }) => webhooks.includes(name))
    .flatMap(({ name, examples }) => examples.map((payload, at) => ({ id: `${name}-${at}`, webhook: name, payload })));
}

interface Definition {
  readonly name: string;
  readonly examples: readonly Payload[];
}

function readDefinitions(): readonly Definition[] {
  const definitions: unknown = createRequire(import.meta.url)('@octokit/webhooks-examples');
  if (!Array.isArray(definitions) || !definitions.every(isDefinition)) {
    throw new Error('@octokit/webhooks-examples does not hold what this program was written for.');
  }
  return definitions;
}

function isDefinition(value: unknown): value is Definition {
  return isObject(value) && typeof value['name'] === 'string' && isListOfObjects(value['examples']);
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every(isObject);
}

export function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
