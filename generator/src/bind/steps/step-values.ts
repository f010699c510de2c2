/** What `set` and `fill` give: constants, and what is known of the stored event. */
import { closestName, didYouMean } from '../../diagnostics/did-you-mean.js';
import { child, type Place } from '../../diagnostics/place.js';
import type { StepConstant, StepValue, StoredFact } from '../../model/step-model.js';
import type { JsonValue } from '../../model/type-model.js';
import { report } from '../bind-messages.js';
import type { StepScope } from './step-scope.js';

/** A value, or `undefined` for one that means nothing here, which is reported. */
export function bindValue(value: JsonValue, place: Place, step: StepScope): StepValue | undefined {
  const long = longFact(value);
  if (long !== undefined) return bindLongFact(long, place, step);
  if (typeof value !== 'string' || !isFact(value)) return constantValue(value, place, step);
  const fact = bindFact(value, place, step);
  return fact === undefined ? undefined : { kind: 'fact', fact, otherwise: undefined, place };
}

function constantValue(value: JsonValue, place: Place, step: StepScope): StepValue | undefined {
  const constant = bindConstant(value, place, step);
  return constant === undefined ? undefined : { kind: 'constant', ...constant };
}

/** A constant with `$$` read as `$`, or `undefined` when it names a fact, which is reported. */
export function bindConstant(value: JsonValue, place: Place, step: StepScope): StepConstant | undefined {
  const before = step.scope.problems.length;
  const plain = unescaped(value, place, step);
  return step.scope.problems.length === before ? { value: plain, place } : undefined;
}

function unescaped(value: JsonValue, place: Place, step: StepScope): JsonValue {
  if (typeof value === 'string') {
    if (isFact(value)) step.scope.problems.push(report('fact-in-constant', { fact: shortened(value) }, place));
    return value.startsWith('$$') ? value.slice(1) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item, index) => unescaped(item, child(place, index), step));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, unescaped(item, child(place, key), step)]),
  );
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

/** One `$` names a fact, two are the text that starts with one. */
const isFact = (text: string): boolean => text.startsWith('$') && !text.startsWith('$$');

interface LongFact {
  readonly text: string;
  readonly otherwise: JsonValue | undefined;
}

/** `{ from: $metadata.channel, else: web }`; any other mapping is a constant. */
function longFact(value: JsonValue): LongFact | undefined {
  if (typeof value !== 'object' || value === null || isList(value)) return undefined;
  const { from, else: otherwise, ...others } = value;
  const isLong = typeof from === 'string' && isFact(from) && Object.keys(others).length === 0;
  return isLong ? { text: from, otherwise } : undefined;
}

function bindLongFact({ text, otherwise }: LongFact, place: Place, step: StepScope): StepValue | undefined {
  const fact = bindFact(text, child(place, 'from'), step);
  const at = child(place, 'else');
  const constant = otherwise === undefined ? undefined : bindConstant(otherwise, at, step);
  if (fact === undefined || (otherwise !== undefined && constant === undefined)) return undefined;
  if (constant !== undefined && fact.kind !== 'metadata') {
    step.scope.problems.push(report('fact-with-else', { fact: text }, { ...at, at: 'key' }));
  }
  return { kind: 'fact', fact, otherwise: constant, place };
}

function bindFact(text: string, place: Place, step: StepScope): StoredFact | undefined {
  const { owner, direction, scope } = step;
  const mayKnow = owner.kind === 'event' || (owner.kind === 'command' && text.startsWith(idPrefix));
  if (!mayKnow) {
    const what = kindsInWords[owner.kind];
    scope.problems.push(report('fact-not-known-here', { fact: shortened(text), what }, place));
    return undefined;
  }
  const fact = namedFact(text, step);
  if (fact !== undefined && direction === 'downcast' && givenByStore.has(fact.kind)) {
    scope.problems.push(report('fact-not-known-yet', { fact: text }, place));
    return undefined;
  }
  if (fact !== undefined) return fact;
  const help = helpForFact(text, step);
  scope.problems.push(report('fact-unknown', { fact: shortened(text) }, place, { help }));
  return undefined;
}

const kindsInWords = { event: 'an event', command: 'a command', type: 'a type', state: 'the state' } as const;

const idPrefix = '$id.';
const metadataPrefix = '$metadata.';
/** A way down is taken before the store gives these. */
const givenByStore: ReadonlySet<StoredFact['kind']> = new Set(['recordedAt', 'streamVersion']);

const plainFacts = ['recordedAt', 'eventId', 'streamVersion'] as const;

function namedFact(text: string, { owner, scope }: StepScope): StoredFact | undefined {
  const plain = plainFacts.find((name) => text === `$${name}`);
  if (plain !== undefined) return { kind: plain };
  const part = owner.id.find((name) => text === idPrefix + name);
  if (part !== undefined) return { kind: 'id', part };
  const key = scope.metadataKeys.find((name) => text === metadataPrefix + name);
  return key === undefined ? undefined : { kind: 'metadata', key };
}

function helpForFact(text: string, { owner, scope }: StepScope): string | undefined {
  const [prefix, names] = text.startsWith('$id') ? [idPrefix, owner.id] : [metadataPrefix, scope.metadataKeys];
  const isOfPrefix = `${text}.`.startsWith(prefix);
  if (!isOfPrefix)
    return didYouMean(
      text,
      plainFacts.map((name) => `$${name}`),
    );
  const name = text.slice(prefix.length);
  const meant = closestName(name, names);
  if (meant !== undefined) return `Did you mean ${prefix}${meant}?`;
  if (prefix === metadataPrefix && name !== '') {
    return `Declare the key in varve.config.yaml: metadata: { ${name}: string }`;
  }
  return names.length === 0 ? undefined : `Write ${names.map((each) => prefix + each).join(' or ')}.`;
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
