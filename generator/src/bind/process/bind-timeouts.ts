/** `timeouts` and `within`: durations, and instants of the state. */
import { certainName, didYouMean } from '../../diagnostics/did-you-mean.js';
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { StateModel } from '../../model/domain-model.js';
import type { TimeoutDue, TimeoutModel } from '../../model/process-model.js';
import { noConstraints, type FieldModel, type ScalarType, type TypeModel } from '../../model/type-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import type { RawTimeout } from '../../validate/raw-schema.js';
import { describeType } from '../../values/describe-type.js';
import { scalarMisfit } from '../../values/scalar-formats.js';
import { unresolvedType } from '../../values/unresolved-type.js';
import { report } from '../bind-messages.js';
import type { ProcessSource } from './process-source.js';

export function bindTimeouts(state: StateModel | undefined, source: ProcessSource): readonly TimeoutModel[] {
  const section = child(source.place, 'timeouts');
  return Object.entries(source.raw.timeouts ?? {})
    .map(([name, raw]) => {
      const due = dueOf({ name, raw, place: child(section, name) }, state, source);
      return { name, description: raw.description, due };
    })
    .sort((left, right) => byCodeUnit(left.name, right.name));
}

export function bindWithin({ name, raw: { within }, place, scope }: ProcessSource): string | undefined {
  if (within === undefined) return undefined;
  checkDuration(`What ${name} takes at most`, within, { at: child(place, 'within'), scope });
  return within;
}

interface RawDue {
  readonly name: string;
  readonly raw: RawTimeout;
  readonly place: Place;
}

function dueOf(timeout: RawDue, state: StateModel | undefined, source: ProcessSource): TimeoutDue {
  const { name, raw, place } = timeout;
  const { scope } = source;
  if (raw.after !== undefined && raw.at !== undefined) {
    const parameters = { timeout: name, process: source.name };
    scope.problems.push(report('timeout-twice', parameters, atKey(child(place, 'at'))));
  }
  if (raw.after !== undefined) {
    checkDuration(`The timeout ${name} of ${source.name}`, raw.after, { at: child(place, 'after'), scope });
    return { kind: 'after', duration: raw.after };
  }
  if (raw.at === undefined) return { kind: 'free' };
  return { kind: 'at', path: instantPath(timeout, raw.at, { state, source }) };
}

const duration: ScalarType = { kind: 'scalar', scalar: 'duration', wire: undefined, constraints: noConstraints };

function checkDuration(
  owner: string,
  found: string,
  { at, scope }: { readonly at: Place } & Pick<ProcessSource, 'scope'>,
): void {
  if (scalarMisfit(found, duration) !== undefined || found.startsWith('-'))
    scope.problems.push(report('timeout-without-duration', { owner, found }, at));
}

interface PathScope {
  readonly state: StateModel | undefined;
  readonly source: ProcessSource;
}

const statePrefix = '$state.';

function instantPath({ name, place }: RawDue, path: string, { state, source }: PathScope): readonly string[] {
  const { name: process, scope } = source;
  const parts = path.startsWith(statePrefix) ? path.slice(statePrefix.length).split('.') : [];
  const newest = state?.versions.at(-1)?.type;
  if (newest === undefined) return parts;
  const { found, known } = typeAt(newest, parts, source);
  if (found === 'instant') return parts;
  const names = known.map((field) => [...parts.slice(0, -1), field].join('.')).map((each) => statePrefix + each);
  const to = certainName(path, names);
  const extras = { help: didYouMean(path, names), fix: to === undefined ? undefined : { from: path, to } };
  scope.problems.push(
    report('timeout-at-no-instant', { timeout: name, process, path, found }, child(place, 'at'), extras),
  );
  return parts;
}

interface TypeAt {
  /** `instant`, or what it is instead. */
  readonly found: string;
  /** Fields of the object that was looked at last. */
  readonly known: readonly string[];
}

function typeAt(root: TypeModel, parts: readonly string[], { lookup }: ProcessSource): TypeAt {
  const resolved = (type: TypeModel): TypeModel => {
    if (type.kind === 'ref') return resolved(lookup(type) ?? unresolvedType);
    const members = type.kind === 'union' ? type.members.filter(({ kind }) => kind !== 'null') : [];
    const [only] = members;
    return only !== undefined && members.length === 1 ? resolved(only) : type;
  };
  let type = resolved(root);
  let known: readonly string[] = [];
  if (parts.length === 0) return { found: 'no field of the state', known: namesOf(fieldsOf(type)) };
  for (const part of parts) {
    const fields = fieldsOf(type);
    known = namesOf(fields);
    const field = fields.find(({ name }) => name === part);
    if (field === undefined) return { found: 'no field of the state', known };
    type = resolved(field.type);
    // What is broken is reported where it stands.
    if (type === unresolvedType) return { found: 'instant', known };
  }
  const isInstant = type.kind === 'scalar' && type.scalar === 'instant' && type.wire === undefined;
  return { found: isInstant ? 'instant' : describeType(type), known };
}

const fieldsOf = (type: TypeModel): readonly FieldModel[] => (type.kind === 'object' ? type.shape.fields : []);

const namesOf = (fields: readonly FieldModel[]): readonly string[] => fields.map(({ name }) => name);
