/**
 * The text of `varve.lock.json`: one entry a line, sorted, every line but the last ending alike, so that lines added on two
 * branches seldom meet. The same shapes give the same bytes.
 */
import type { AliasModel } from '../model/domain-model.js';
import type { AggregateShapes, DomainShapes, Lineage, LineageVersion } from '../model/domain-shapes.js';
import { byCodeUnit } from '../naming/by-code-unit.js';
import { entryKey } from './entry-key.js';
import { shapeText } from './shape-text.js';

/** Raised when older tools would misread what newer ones write. */
export const lockFormat = 1;

export function lockText({ aggregates, lineages, metadata }: DomainShapes): string {
  const lines = [
    ...[...aggregates].map(([name, each]) =>
      line(entryKey({ kind: 'aggregate', name, schemaVersion: undefined }), aggregateText(each)),
    ),
    ...[...lineages.values()].flatMap(lineageLines),
    ...[...metadata].map(([name, { type }]) =>
      line(entryKey({ kind: 'metadata', name, schemaVersion: undefined }), object([['shape', shapeText(type)]])),
    ),
  ];
  return `{\n${lines.map((each) => `  ${each},\n`).join('')}  "format": ${String(lockFormat)}\n}\n`;
}

function line(key: string, value: string): string {
  return `${JSON.stringify(key)}: ${value}`;
}

type Member = readonly [key: string, text: string] | undefined;

function object(members: readonly Member[]): string {
  return `{${members.flatMap((member) => (member === undefined ? [] : [`${JSON.stringify(member[0])}:${member[1]}`])).join(',')}}`;
}

function aggregateText({ category, id, keeps }: AggregateShapes): string {
  const parts = id.map(({ name, type }) => `[${JSON.stringify(name)},${shapeText(type)}]`);
  return object([
    ['category', JSON.stringify(category)],
    ['id', `[${parts.join(',')}]`],
    keeps === 'events' ? undefined : ['keeps', JSON.stringify(keeps)],
  ]);
}

function lineageLines(lineage: Lineage): readonly string[] {
  const { kind, type: name, versions } = lineage;
  return [
    line(entryKey({ kind, name, schemaVersion: undefined }), headText(lineage)),
    ...versions.map((each) => line(entryKey({ kind, name, schemaVersion: each.schemaVersion }), versionText(each))),
  ];
}

function headText({ context, name, type, aggregate, event, isRemoved }: Lineage): string {
  const fullName = `${context}.${name}`;
  const aliases = event?.aliases ?? [];
  return object([
    aggregate === undefined ? undefined : ['aggregate', JSON.stringify(aggregate)],
    fullName === type ? undefined : ['name', JSON.stringify(fullName)],
    aliases.length === 0 ? undefined : ['aliases', `[${sortedAliases(aliases).join(',')}]`],
    event?.becomes === undefined ? undefined : ['becomes', JSON.stringify(event.becomes)],
    flag('retired', event?.isRetired),
    flag('ignored', event?.isIgnored),
    flag('removed', isRemoved),
  ]);
}

function flag(name: string, value: boolean | undefined): Member {
  return value === true ? [name, 'true'] : undefined;
}

function sortedAliases(aliases: readonly AliasModel[]): readonly string[] {
  return [...aliases].sort((left, right) => byCodeUnit(left.name, right.name)).map(aliasText);
}

/** Equal for aliases that mean the same. */
export function aliasText({ name, versions, unversioned }: AliasModel): string {
  if (versions.length === 0 && unversioned === undefined) return JSON.stringify(name);
  const pairs = versions.map(({ stored, schemaVersion }): Member => [String(stored), String(schemaVersion)]);
  return object([
    ['name', JSON.stringify(name)],
    versions.length === 0 ? undefined : ['versions', object(pairs)],
    unversioned === undefined ? undefined : ['unversioned', String(unversioned)],
  ]);
}

function versionText({ hash, step, type }: LineageVersion): string {
  return object([
    ['hash', JSON.stringify(hash)],
    step === undefined ? undefined : ['step', JSON.stringify(step)],
    ['shape', shapeText(type)],
  ]);
}
