import type { Change, ShapeChangeKind } from './compare/change.js';

/** What happened to a shape, to stand behind its name: `total is decimal now, not number`. */
const clauses: Readonly<Record<ShapeChangeKind, string>> = {
  'required-field-added': 'it has {path} now, which it requires',
  'optional-field-added': 'it may have {path} now',
  'required-field-removed': '{path}, which it required, is gone',
  'optional-field-removed': '{path} is gone',
  'field-renamed': '{path} was called {before}',
  'field-became-required': '{path} is required now',
  'field-became-optional': '{path} may be absent now',
  'field-became-nullable': '{path} may be null now',
  'field-became-not-nullable': '{path} may not be null any more',
  'type-widened': '{path} is {after} now, and was {before}',
  'type-narrowed': '{path} is {after} now, and was {before}',
  'type-changed': '{path} is {after} now, and was {before}',
  'cardinality-changed': '{path} is {after} now, and was {before}',
  'wire-form-changed': '{path} is {after} in JSON now, and was {before}',
  'reference-changed': '{path} is {after} now, and was {before}',
  'object-opened': '{path} takes further keys now',
  'object-closed': '{path} takes no further keys any more',
  'enum-value-added': '{path} may be {after} now',
  'enum-value-removed': '{path} may not be {before} any more',
  'enum-opened': '{path} may be any text now',
  'enum-closed': '{path} refuses unknown values now',
  'variant-added': '{path} may be {after} now',
  'variant-removed': '{path} may not be {before} any more',
  'discriminator-changed': '{path} is told apart by {after} now, and was by {before}',
  'default-added': '{path} has a default now',
  'default-removed': '{path} has no default any more',
  'constraint-tightened': '{path} has {after} now, and had {before}',
  'constraint-loosened': '{path} has {after} now, and had {before}',
  'constraint-changed': '{path} has {after} now, and had {before}',
};

/** Differences that break nobody, and are told by changelogs only. */
const additions: Partial<Readonly<Record<Change['kind'], string>>> = {
  'command-added': 'The command {name} is new.',
  'state-added': 'The state of {name} is declared now.',
  'type-added': 'The type {name} is new.',
  'version-added': '{name} is new.',
  'alias-added': '{name} is read under the name {after}, too.',
  'metadata-key-added': 'The metadata key {name} is new.',
  'default-added': '{path} of {name} has a default now.',
  'reference-changed': '{path} of {name} is {after}, and was {before}.',
};

type Words = Readonly<Record<string, string>>;

export function clauseOf(kind: ShapeChangeKind, change: Words): string {
  return filled(clauses[kind], change);
}

/** A sentence about a difference that no rule speaks of. */
export function additionOf(kind: Change['kind'], change: Words): string {
  return filled(additions[kind] ?? '{name} has changed.', change);
}

// One pass, so that braces in a name are never taken for a parameter.
function filled(template: string, change: Words): string {
  return template.replace(/\{([a-z]+)\}/g, (whole, name: string) => change[name] ?? whole);
}
