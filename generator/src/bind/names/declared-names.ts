import { atKey, child, root, type Place } from '../../diagnostics/place.js';
import type { RawDocument, RawSchema } from '../../validate/raw-schema.js';
import { schemaVersionsOf } from '../schema-versions.js';

export type NameKind = 'type' | 'event' | 'command' | 'rejection' | 'aggregate' | 'projection' | 'process';

/** A name somebody gave something that becomes code. */
export interface DeclaredName {
  readonly kind: NameKind;
  readonly name: string;
  /** The name itself. */
  readonly place: Place;
  /** Names that are generated from it. */
  readonly derived: readonly DerivedName[];
}

export interface DerivedName {
  readonly name: string;
  /** As messages name it: `the data of OrderPlaced, version 1`. */
  readonly meaning: string;
}

/** All names a file declares, in the order of its sections. */
export function declaredNames({ file, document }: RawSchema): readonly DeclaredName[] {
  const at = root(file);
  const named = (kind: NameKind, section: string, entries: object | undefined): readonly DeclaredName[] =>
    Object.entries(entries ?? {}).map(([name, raw]) => {
      const derived = derivedNames(kind, name, schemaVersionsOf(raw));
      return { kind, name, place: atKey(child(child(at, section), name)), derived };
    });
  return [
    ...aggregateName(document.aggregate, child(at, 'aggregate'), document.facts === true),
    ...named('type', 'types', document.types),
    ...named('event', 'events', document.events),
    ...named('rejection', 'rejections', document.rejections),
    ...named('command', 'commands', document.commands),
    ...projectionNames(document.projections, child(at, 'projections')),
    ...processNames(document.processes, child(at, 'processes')),
  ];
}

function derivedNames(kind: NameKind, name: string, schemaVersions: readonly number[]): readonly DerivedName[] {
  const versions = schemaVersions.map((schemaVersion) => ({
    name: `${name}V${String(schemaVersion)}`,
    meaning: `version ${String(schemaVersion)} of the ${kind} ${name}`,
  }));
  const input = { name: `${name}Input`, meaning: `what makes the ${kind} ${name}` };
  if (kind === 'rejection') return [{ name: `${name}Data`, meaning: `the data of the rejection ${name}` }, input];
  return kind === 'type' ? versions : [...versions, input];
}

function projectionNames(projections: object | undefined, section: Place): readonly DeclaredName[] {
  return Object.keys(projections ?? {}).map((name) => ({
    kind: 'projection',
    name,
    place: atKey(child(section, name)),
    derived: ['Key', 'Contract', 'Handlers'].map((suffix) => ({
      name: name + suffix,
      meaning: `the ${suffix.toLowerCase()} of the projection ${name}`,
    })),
  }));
}

const processSuffixes = ['State', 'Contract', 'Handlers', 'Upcasters', 'Reacted', 'TimedOut', 'Answered'];

/** Besides what is generated also what a process notes for itself, as it lies in the log. */
function processNames(processes: RawDocument['processes'], section: Place): readonly DeclaredName[] {
  return Object.entries(processes ?? {}).map(([name, { state }]) => ({
    kind: 'process',
    name,
    place: atKey(child(section, name)),
    derived: [
      ...processSuffixes.map((suffix) => ({
        name: name + suffix,
        meaning: `${name}${suffix} of the process ${name}`,
      })),
      ...schemaVersionsOf(state).map((schemaVersion) => ({
        name: `${name}StateV${String(schemaVersion)}`,
        meaning: `version ${String(schemaVersion)} of the state of the process ${name}`,
      })),
    ],
  }));
}

const aggregateSuffixes = [
  ...['Id', 'Event', 'Command', 'Rejection', 'State', 'Decider', 'Aggregate', 'Upcasters', 'Handlers'],
];

function aggregateName(name: string | undefined, place: Place, hasFacts: boolean): readonly DeclaredName[] {
  if (name === undefined) return [];
  const derived = [...aggregateSuffixes, ...(hasFacts ? ['Fact'] : [])].map((suffix) => ({
    name: name + suffix,
    meaning: `the ${suffix} of the aggregate ${name}`.toLowerCase().replace(name.toLowerCase(), name),
  }));
  return [{ kind: 'aggregate', name, place, derived }];
}
