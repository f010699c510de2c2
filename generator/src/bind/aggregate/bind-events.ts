import { atKey, child } from '../../diagnostics/place.js';
import type { AliasModel, EventModel } from '../../model/domain-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import type { RawAlias, RawEvent } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import { listed, schemaVersionsOf } from '../schema-versions.js';
import type { AggregateSource } from './aggregate-source.js';
import { bindBecomes, checkBecomesCycles } from './bind-becomes.js';
import { bindMessageVersions } from './bind-message-versions.js';

/** The events of an aggregate by name, without those whose versions are broken. */
export function bindEvents(source: AggregateSource): readonly EventModel[] {
  checkBecomesCycles(source);
  return Object.entries(source.document.events ?? {})
    .flatMap(([name, raw]) => bindEvent(name, raw, source) ?? [])
    .sort((left, right) => byCodeUnit(left.name, right.name));
}

function bindEvent(name: string, raw: RawEvent, source: AggregateSource): EventModel | undefined {
  const { context, root, id, scope } = source;
  const place = child(child(root, 'events'), name);
  const versions = bindMessageVersions({ name, raw, place, id, kind: 'event' }, scope);
  const becomes = bindBecomes(name, raw, source);
  checkAliases(name, raw, source);
  if (versions === undefined) return undefined;
  return {
    name,
    type: storedName(context, name, raw),
    aliases: (raw.aliases ?? []).map(bindAlias),
    description: raw.description,
    deprecated: raw.deprecated,
    retired: raw.retired,
    ignored: raw.ignored,
    becomes,
    versions,
    place: atKey(place),
  };
}

/** What an event is that is not emitted any more: `retired`. */
export function whyNotEmitted({ retired, ignored, becomes }: Lifecycle): string | undefined {
  if (becomes !== undefined) return 'replaced by others';
  if (retired !== undefined) return 'retired';
  return ignored === undefined ? undefined : 'ignored';
}

type Lifecycle = { readonly [key in 'retired' | 'ignored' | 'becomes']?: unknown };

/** The name an event is stored with. */
export function storedName(context: string, name: string, raw: RawEvent): string {
  return raw.stored ?? `${context}.${name}`;
}

export function aliasName(alias: string | RawAlias): string {
  return typeof alias === 'string' ? alias : alias.name;
}

function bindAlias(alias: string | RawAlias): AliasModel {
  if (typeof alias === 'string') return { name: alias, versions: [], unversioned: undefined };
  const versions = Object.entries(alias.versions ?? {})
    .map(([stored, schemaVersion]) => ({ stored: Number(stored), schemaVersion }))
    .sort((left, right) => left.stored - right.stored);
  return { name: alias.name, versions, unversioned: alias.unversioned };
}

/** Versions that aliases name must exist. */
function checkAliases(name: string, raw: RawEvent, { root, scope }: AggregateSource): void {
  if (raw.aliases === undefined) return;
  const known = schemaVersionsOf(raw);
  const aliases = child(child(child(root, 'events'), name), 'aliases');
  for (const [index, alias] of raw.aliases.entries()) {
    if (typeof alias === 'string') continue;
    const at = child(aliases, index);
    const versionsPlace = child(at, 'versions');
    const named = Object.entries(alias.versions ?? {}).map(([key, value]) => ({
      value,
      at: child(versionsPlace, key),
    }));
    if (alias.unversioned !== undefined) named.push({ value: alias.unversioned, at: child(at, 'unversioned') });
    for (const { value, at: place } of named) {
      if (known.length === 0 || known.includes(value)) continue;
      const parameters = { owner: name, schemaVersion: String(value), found: listed(known) };
      scope.problems.push(report('unknown-schema-version', parameters, place));
    }
  }
}
