/**
 * A small checker of JSON values against the model, for what stands in the YAML itself: examples and defaults. Unlike
 * generated code it applies all assertion keywords, as examples are what writers would write.
 */
import { closestName, didYouMean } from '../diagnostics/did-you-mean.js';
import type { JsonValue, ObjectType, ScalarType, ShapeModel, TaggedType, TypeModel } from '../model/type-model.js';
import { constraintMisfits } from './constraint-misfits.js';
import { describeType } from './describe-type.js';
import { jsonKinds, type JsonKind } from './json-kinds.js';
import { scalarMisfit } from './scalar-formats.js';
import type { TypeLookup } from './type-lookup.js';
import type { ValueProblem } from './value-problem.js';

type Path = ValueProblem['path'];
type JsonObject = { readonly [key: string]: JsonValue };

/** Everything in `value` that does not fit `type`, in the order of the type. */
export function checkValue(value: JsonValue, type: TypeModel, lookup: TypeLookup): readonly ValueProblem[] {
  return problemsOf(value, type, new ValueChecker(lookup, true));
}

/** The same without constraints: what a reader would refuse. */
export function checkForm(value: JsonValue, type: TypeModel, lookup: TypeLookup): readonly ValueProblem[] {
  return problemsOf(value, type, new ValueChecker(lookup, false));
}

function problemsOf(value: JsonValue, type: TypeModel, checker: ValueChecker): readonly ValueProblem[] {
  checker.check(value, type, []);
  return checker.problems;
}

class ValueChecker {
  readonly problems: ValueProblem[] = [];
  readonly #lookup: TypeLookup;
  readonly #withConstraints: boolean;

  constructor(lookup: TypeLookup, withConstraints: boolean) {
    this.#lookup = lookup;
    this.#withConstraints = withConstraints;
  }

  check(value: JsonValue, type: TypeModel, path: Path): void {
    switch (type.kind) {
      case 'scalar':
        return this.#scalar(value, type, path);
      case 'null':
        return value === null ? undefined : this.#refuse(path, 'is not null');
      case 'enum':
        if (typeof value === 'string' && (type.open || type.members.includes(value))) return undefined;
        return this.#refuse(path, `is none of ${type.members.join(', ')}`, enumHelp(value, type.members));
      case 'list':
        if (!isList(value)) return this.#refuse(path, 'is no list');
        value.forEach((item, index) => this.check(item, type.of, [...path, index]));
        return this.#constraints(value, type, path);
      case 'map':
        if (!isObject(value)) return this.#refuse(path, 'is no map');
        for (const [key, item] of Object.entries(value)) this.check(item, type.of, [...path, key]);
        return this.#constraints(value, type, path);
      case 'object':
        return this.#object(value, type, path);
      case 'ref': {
        const target = this.#lookup(type);
        return target === undefined ? undefined : this.check(value, target, path);
      }
      case 'union':
        return this.#union(value, type.members, path);
      case 'tagged':
        return this.#tagged(value, type, path);
    }
  }

  #scalar(value: JsonValue, type: ScalarType, path: Path): void {
    const expected = scalarMisfit(value, type);
    if (expected === undefined) return this.#constraints(value, type, path);
    const found = JSON.stringify(value);
    return this.#refuse(path, `must be ${expected}, but is ${found.length > 60 ? `${found.slice(0, 60)}…` : found}`);
  }

  #object(value: JsonValue, { shape, constraints }: ObjectType, path: Path): void {
    if (!isObject(value)) return this.#refuse(path, 'is no object');
    this.#fields(value, shape, path);
    return this.#constraints(value, { constraints }, path);
  }

  #fields(value: JsonObject, shape: ShapeModel, path: Path): void {
    const known = new Map(shape.fields.map((field) => [field.name, field]));
    const unknown = Object.keys(value).filter((key) => !known.has(key));
    const missing = shape.fields.filter(({ name, optional }) => !optional && !Object.hasOwn(value, name));
    const misspelt = new Map(unknown.map((key) => [closestName(key, known.keys()), key]));
    for (const { name, type } of shape.fields) {
      const member = Object.hasOwn(value, name) ? value[name] : undefined;
      if (member !== undefined) this.check(member, type, [...path, name]);
    }
    for (const { name } of missing) {
      // A field that stands there misspelt is not missing besides.
      if (shape.open !== undefined || !misspelt.has(name)) this.#refuse(path, `lacks ${name}`);
    }
    for (const key of unknown) this.#extra(value[key], shape, [...path, key], didYouMean(key, known.keys()));
  }

  #extra(value: JsonValue | undefined, { open }: ShapeModel, path: Path, help: string | undefined): void {
    if (open === undefined) this.problems.push({ path, problem: 'is no field', atKey: true, help });
    else if (value !== undefined) this.check(value, open, path);
  }

  #union(value: JsonValue, members: readonly TypeModel[], path: Path): void {
    const kind = jsonKind(value);
    const open = members.filter((member) => {
      const kinds = jsonKinds(member, this.#lookup);
      return kinds.length === 0 || kinds.includes(kind);
    });
    const [member] = open;
    if (member === undefined) return this.#refuse(path, `is none of ${members.map(describeType).join(', ')}`);
    return this.check(value, member, path);
  }

  #tagged(value: JsonValue, { discriminator, variants }: TaggedType, path: Path): void {
    if (!isObject(value)) return this.#refuse(path, 'is no object');
    const { [discriminator]: tag, ...rest } = value;
    const tags = variants.map((variant) => variant.tag);
    if (tag === undefined) return this.#refuse(path, `lacks ${discriminator}, which is one of ${tags.join(', ')}`);
    const variant = variants.find((each) => each.tag === tag);
    if (variant !== undefined) return this.check(rest, variant.type, path);
    return this.#refuse([...path, discriminator], `is none of ${tags.join(', ')}`, enumHelp(tag, tags));
  }

  #constraints(value: JsonValue, { constraints }: Pick<ScalarType, 'constraints'>, path: Path): void {
    if (!this.#withConstraints) return;
    for (const problem of constraintMisfits(value, constraints)) this.#refuse(path, problem);
  }

  #refuse(path: Path, problem: string, help?: string): void {
    this.problems.push({ path, problem, atKey: false, help });
  }
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function jsonKind(value: JsonValue): JsonKind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'boolean':
      return 'boolean';
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    default:
      return 'object';
  }
}

function enumHelp(value: JsonValue, members: readonly string[]): string | undefined {
  return typeof value === 'string' ? didYouMean(value, members) : undefined;
}
