/** Names that lie in the log: of events with their aliases, and the categories of streams. Unique in the whole domain. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { atKey, child, root, type Place } from '../../diagnostics/place.js';
import { camelCase } from '../../naming/letter-case.js';
import type { RawEvent, RawSchema } from '../../validate/raw-schema.js';
import { aliasName, storedName } from '../aggregate/bind-events.js';
import { factCategory, factName } from '../aggregate/fact-names.js';
import { report } from '../bind-messages.js';

interface StoredName {
  readonly type: string;
  /** `ordering.OrderPlaced`, as messages name the event. */
  readonly owner: string;
  readonly place: Place;
  /** A name that is written today; it has precedence over names that are only read. */
  readonly primary: boolean;
}

export function checkStoredNames(schemas: readonly RawSchema[], problems: Diagnostic[]): void {
  const stored = schemas.flatMap((schema) => storedNamesOf(schema));
  const first = new Map<string, StoredName>();
  for (const name of [...stored.filter(({ primary }) => primary), ...stored.filter(({ primary }) => !primary)]) {
    const other = first.get(name.type);
    // Two events of one name in one context are reported as such.
    if (other === undefined) first.set(name.type, name);
    else if (!(name.primary && other.primary && name.owner === other.owner)) problems.push(taken(name, other));
  }
  checkCategories(schemas, problems);
}

function taken({ type, place }: StoredName, other: StoredName): Diagnostic {
  const related = [{ at: other.place, message: 'First said here:' }];
  return report('stored-name-taken', { type, other: other.owner }, place, { related });
}

function storedNamesOf({ file, document }: RawSchema): readonly StoredName[] {
  const section = child(root(file), 'events');
  return [
    ...factNames({ file, document }),
    ...Object.entries(document.events ?? {}).flatMap(([name, raw]) => {
      const place = child(section, name);
      const owner = `${document.context}.${name}`;
      const primary = {
        type: storedName(document.context, name, raw),
        owner,
        place: primaryPlace(raw, place),
        primary: true,
      };
      const list = child(place, 'aliases');
      const aliases = (raw.aliases ?? []).map((alias, index) => {
        const at = typeof alias === 'string' ? child(list, index) : child(child(list, index), 'name');
        return { type: aliasName(alias), owner, place: at, primary: false };
      });
      return [primary, ...aliases];
    }),
  ];
}

/** The event with an aggregate's whole state is stored, too. */
function factNames({ file, document: { aggregate, context, facts } }: RawSchema): readonly StoredName[] {
  if (aggregate === undefined || facts !== true) return [];
  const owner = `${context}.${factName(aggregate)}`;
  return [{ type: owner, owner, place: atKey(child(root(file), 'facts')), primary: true }];
}

const primaryPlace = (raw: RawEvent, place: Place): Place =>
  raw.stored === undefined ? { ...place, at: 'key' } : child(place, 'stored');

function checkCategories(schemas: readonly RawSchema[], problems: Diagnostic[]): void {
  const first = new Map<string, { readonly place: Place; readonly owner: string }>();
  for (const { name, place, owner } of schemas.flatMap(categoriesOf)) {
    const other = first.get(name);
    if (other === undefined) first.set(name, { place, owner });
    else if (other.owner !== owner) {
      const related = [{ at: other.place, message: 'First said here:' }];
      problems.push(report('category-taken', { category: name, other: other.owner }, place, { related }));
    }
  }
}

interface UsedCategory {
  readonly name: string;
  readonly place: Place;
  readonly owner: string;
}

/** That of an aggregate's streams, and that of its facts. */
function categoriesOf({ file, document }: RawSchema): readonly UsedCategory[] {
  const { aggregate, context, category, facts } = document;
  if (aggregate === undefined) return [];
  const name = category ?? `${context}.${camelCase(aggregate)}`;
  const place = child(root(file), category === undefined ? 'aggregate' : 'category');
  const owner = `${context}.${aggregate}`;
  const own = { name, place, owner };
  if (facts !== true) return [own];
  return [own, { name: factCategory(name), place: atKey(child(root(file), 'facts')), owner: `the facts of ${owner}` }];
}
