/** `state:` (one shape) or `states:` (a union), with their versions. */
import { didYouMean, respeltName } from '../../diagnostics/did-you-mean.js';
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { StateModel, StateUnionModel, StateVersionModel } from '../../model/domain-model.js';
import {
  noConstraints,
  type ObjectType,
  type ShapeModel,
  type TaggedType,
  type TaggedVariant,
} from '../../model/type-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import type { RawState, RawStates } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import type { FileScope } from '../file-scope.js';
import { asVersions, checkSchemaVersions, schemaVersionsOf } from '../schema-versions.js';
import { bindSteps, type StepsOf } from '../steps/bind-steps.js';
import { bindShape, type EarlierShape } from '../types/bind-shape.js';
import { checkDiscriminator } from '../types/bind-union.js';
import type { AggregateSource } from './aggregate-source.js';

export function bindState({ name, document, root, scope }: AggregateSource): StateModel | undefined {
  const { state, states } = document;
  if (state !== undefined && states !== undefined) {
    scope.problems.push(report('state-twice', { aggregate: name }, atKey(child(root, 'states'))));
    return undefined;
  }
  if (states !== undefined)
    return bindStateUnion(states, child(root, 'states'), { owner: `The state of ${name}`, scope });
  if (state !== undefined) return bindStateShape(state, child(root, 'state'), { owner: `The state of ${name}`, scope });
  return undefined;
}

interface StateScope {
  readonly owner: string;
  readonly scope: FileScope;
}

const reported = 'reported';

const objectOf = (shape: ShapeModel): ObjectType => ({ kind: 'object', shape, constraints: noConstraints });

/** One shape, with its versions. `undefined` when those are broken, which is reported. */
export function bindStateShape(raw: RawState, place: Place, { owner, scope }: StateScope): StateModel | undefined {
  const earlier = new Map<number, ShapeModel>();
  const bindVersion: VersionedState['bindVersion'] = (schemaVersion, stepsOf) => {
    const written = raw[`${schemaVersion}`];
    if (written === undefined) return undefined;
    const at = child(place, schemaVersion);
    const source = {
      raw: written,
      place: at,
      owner,
      schemaVersion,
      earlier: (n: number) => earlier.get(n) ?? reported,
    };
    const shape = bindShape(source, scope);
    earlier.set(schemaVersion, shape);
    return { schemaVersion, type: objectOf(shape), place: atKey(at), ...stepsOf(schemaVersion) };
  };
  return finishState({ raw, place, union: undefined, bindVersion }, { owner, scope });
}

function bindStateUnion(raw: RawStates, place: Place, { owner, scope }: StateScope): StateModel | undefined {
  const earlier = new Map<number, ReadonlyMap<string, ShapeModel>>();
  const bindVersion: VersionedState['bindVersion'] = (schemaVersion, stepsOf) => {
    const written = raw[`${schemaVersion}`];
    if (written === undefined) return undefined;
    const at = child(place, schemaVersion);
    const shapes = new Map<string, ShapeModel>();
    const variants = Object.entries(written).map(([tag, rawShape]): TaggedVariant => {
      const earlierShape = (n: number): EarlierShape => (earlier.has(n) ? earlier.get(n)?.get(tag) : reported);
      const source = {
        raw: rawShape,
        place: child(at, tag),
        owner: `${owner}, ${tag},`,
        schemaVersion,
        earlier: earlierShape,
      };
      const type = objectOf(bindShape(source, scope));
      shapes.set(tag, type.shape);
      const check = {
        variant: `The state ${tag}`,
        discriminator: raw.tag,
        at: atKey(child(at, tag)),
        problems: scope.problems,
      };
      checkDiscriminator(type, check);
      return { tag, type };
    });
    earlier.set(schemaVersion, shapes);
    const type: TaggedType = { kind: 'tagged', discriminator: raw.tag, variants };
    return { schemaVersion, type, place: atKey(at), ...stepsOf(schemaVersion) };
  };
  checkStateNames(raw, place, scope);
  return finishState({ raw, place, union: unionOf(raw), bindVersion }, { owner, scope });
}

interface VersionedState {
  readonly raw: RawState | RawStates;
  readonly place: Place;
  readonly union: StateUnionModel | undefined;
  readonly bindVersion: (schemaVersion: number, stepsOf: StepsOf) => StateVersionModel | undefined;
}

function finishState(state: VersionedState, { owner, scope }: StateScope): StateModel | undefined {
  const { raw, place, union, bindVersion } = state;
  const found = schemaVersionsOf(raw);
  const complete = checkSchemaVersions(found, { owner, place }, scope.problems);
  const stepsOf = bindSteps(raw, { owner, kind: 'state', id: [], place }, scope);
  const versions = asVersions(found.flatMap((schemaVersion) => bindVersion(schemaVersion, stepsOf) ?? []));
  if (!complete || versions === undefined) return undefined;
  return { union, description: raw.description, versions, place: atKey(place) };
}

function unionOf({ tag, initial, transitions }: RawStates): StateUnionModel {
  if (transitions === undefined) return { tag, initial, transitions: undefined };
  const sorted = Object.entries(transitions)
    .map(([from, to]) => ({ from, to: [...new Set(to)].sort(byCodeUnit) }))
    .sort((left, right) => byCodeUnit(left.from, right.from));
  return { tag, initial, transitions: sorted };
}

/** `initial` and `transitions` name states of the newest version. */
function checkStateNames(raw: RawStates, place: Place, { problems }: FileScope): void {
  const newest = schemaVersionsOf(raw).at(-1);
  const known = newest === undefined ? undefined : raw[`${newest}`];
  if (newest === undefined || known === undefined) return;
  const names = Object.keys(known);
  const check = (where: string, state: string, at: Place): void => {
    if (names.includes(state)) return;
    const help = didYouMean(state, names);
    const to = respeltName(state, names);
    const fix = to === undefined ? undefined : { from: state, to };
    problems.push(report('unknown-state', { where, state, schemaVersion: String(newest) }, at, { help, fix }));
  };
  check('initial', raw.initial, child(place, 'initial'));
  const transitions = child(place, 'transitions');
  for (const [from, targets] of Object.entries(raw.transitions ?? {})) {
    const list = child(transitions, from);
    check('transitions', from, atKey(list));
    targets.forEach((to, index) => {
      check(`the transition from ${from}`, to, child(list, index));
    });
  }
}
