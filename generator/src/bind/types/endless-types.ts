/**
 * Types that no finite value has. Recursion is fine where a value can stop: in a list or a map (empty), an optional field
 * (absent), a nullable one (null), or a union with another variant.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { TypeVersionModel } from '../../model/domain-model.js';
import type { RefType, TypeModel } from '../../model/type-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { report } from '../bind-messages.js';

/** Versions of named types by `typeKey`. */
export type TypeVersions = ReadonlyMap<string, TypeVersionModel>;

export function typeKey({ context, name, schemaVersion }: Omit<RefType, 'kind'>): string {
  return `${context}.${name}@${String(schemaVersion)}`;
}

/** Keys of types without an end, after reporting each circle of them once, at its first type by key. */
export function findEndlessTypes(types: TypeVersions, problems: Diagnostic[]): ReadonlySet<string> {
  const unending = unendingTypes(types);
  reportCircles(types, unending, (type) => firstUnending(type, unending), problems);
  const aliases = new Set([...types.keys()].filter((key) => !unending.has(key)));
  const circular = reportCircles(types, aliases, aliasTarget, problems);
  return new Set([...unending, ...circular]);
}

function unendingTypes(types: TypeVersions): ReadonlySet<string> {
  const unending = new Set(types.keys());
  let settled = false;
  while (!settled) {
    settled = true;
    for (const key of unending) {
      const type = types.get(key)?.type;
      if (type !== undefined && firstUnending(type, unending) !== undefined) continue;
      unending.delete(key);
      settled = false;
    }
  }
  return unending;
}

/** A reference that keeps a type from having a finite value, given those types that have none. */
function firstUnending(type: TypeModel, unending: ReadonlySet<string>): string | undefined {
  const first = (types: readonly TypeModel[]): string | undefined => {
    for (const inner of types) {
      const found = firstUnending(inner, unending);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const firstIfAll = (types: readonly TypeModel[]): string | undefined =>
    types.every((inner) => firstUnending(inner, unending) !== undefined) ? first(types) : undefined;
  switch (type.kind) {
    case 'object':
      return first(type.shape.fields.filter((field) => !field.optional).map((field) => field.type));
    case 'ref':
      return unending.has(typeKey(type)) ? typeKey(type) : undefined;
    case 'union':
      return firstIfAll(type.members);
    case 'tagged':
      return firstIfAll(type.variants.map((variant) => variant.type));
    default:
      return undefined;
  }
}

/** The type that another is only a name for, also beside null or other kinds of values. */
function aliasTarget(type: TypeModel): string | undefined {
  if (type.kind === 'ref') return typeKey(type);
  if (type.kind !== 'union') return undefined;
  return type.members.map(aliasTarget).find((target) => target !== undefined);
}

/** Follows `next` from each of `keys`; reports the circles found and gives back their members. */
function reportCircles(
  types: TypeVersions,
  keys: ReadonlySet<string>,
  next: (type: TypeModel) => string | undefined,
  problems: Diagnostic[],
): ReadonlySet<string> {
  const done = new Set<string>();
  const circular = new Set<string>();
  for (const start of [...keys].sort(byCodeUnit)) {
    const path: string[] = [];
    let key: string | undefined = start;
    while (key !== undefined && keys.has(key) && !done.has(key)) {
      done.add(key);
      path.push(key);
      const type: TypeModel | undefined = types.get(key)?.type;
      key = type === undefined ? undefined : next(type);
    }
    const circle = key === undefined ? [] : path.slice(path.indexOf(key));
    if (key === undefined || !path.includes(key)) continue;
    for (const member of circle) circular.add(member);
    problems.push(endless(circle, types));
  }
  return circular;
}

function endless(circle: readonly string[], types: TypeVersions): Diagnostic {
  const [first = ''] = [...circle].sort(byCodeUnit);
  const from = circle.indexOf(first);
  const ordered = [...circle.slice(from), ...circle.slice(0, from), first];
  const names = ordered.map((key) => key.replace(/^[^.]*\./, ''));
  return report('endless-type', { name: names[0] ?? '', path: names.join(' → ') }, types.get(first)?.place);
}
