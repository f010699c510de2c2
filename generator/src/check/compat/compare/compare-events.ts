/** How an event was stored and read, and how it is now. */
import type { AliasModel } from '../../../model/domain-model.js';
import type { EventFacts, Lineage } from '../../../model/domain-shapes.js';
import type { Change } from './change.js';
import { fact } from './compare-lineages.js';

/** `now` is the same event, by its stored name, by an alias, or by its name in the YAML. */
export function compareEvents(old: Lineage, now: Lineage): readonly Change[] {
  const before = old.event;
  const after = now.event;
  if (before === undefined || after === undefined) return [];
  const changes: Change[] = [];
  if (old.type !== now.type) {
    const isRead = after.aliases.some(({ name }) => name === old.type);
    changes.push(
      fact('stored-name-changed', now, { before: old.type, after: now.type, refusesOld: !isRead, refusesNew: true }),
    );
  }
  if (fullName(old) !== fullName(now)) changes.push(fact('event-renamed', now, { before: old.name, after: now.name }));
  if (old.aggregate !== now.aggregate) {
    const names = { before: old.aggregate ?? '', after: now.aggregate ?? '' };
    changes.push(fact('event-moved', now, { ...names, refusesOld: true, refusesNew: true }));
  }
  return [...changes, ...lifeChanges(before, after, now), ...aliasChanges(old, now)];
}

const fullName = ({ context, name }: Lineage): string => `${context}.${name}`;

function lifeChanges(before: EventFacts, after: EventFacts, now: Lineage): readonly Change[] {
  const changes: Change[] = [];
  if (!before.isRetired && after.isRetired) changes.push(fact('event-retired', now));
  if (before.isRetired && !after.isRetired) changes.push(fact('event-unretired', now));
  if (before.isIgnored !== after.isIgnored) {
    const words = (isIgnored: boolean): string => (isIgnored ? 'skipped' : 'read');
    changes.push(fact('ignored-changed', now, { before: words(before.isIgnored), after: words(after.isIgnored) }));
  }
  const [old, replaced] = [before.becomes, after.becomes].map(becomesWords);
  if (old !== replaced) changes.push(fact('becomes-changed', now, { before: old ?? '', after: replaced ?? '' }));
  return changes;
}

function becomesWords(becomes: readonly string[] | undefined): string {
  if (becomes === undefined) return 'itself';
  return becomes.length === 0 ? 'nothing' : becomes.join(', ');
}

function aliasChanges(old: Lineage, now: Lineage): readonly Change[] {
  const before = old.event?.aliases ?? [];
  const after = now.event?.aliases ?? [];
  const gone = before.filter(({ name }) => name !== now.type && after.every((alias) => alias.name !== name));
  const come = after.filter(({ name }) => name !== old.type && before.every((alias) => alias.name !== name));
  const changed = before.flatMap((alias) => {
    const same = after.find(({ name }) => name === alias.name);
    return same === undefined || aliasWords(same) === aliasWords(alias) ? [] : [{ alias, same }];
  });
  return [
    ...gone.map(({ name }) => fact('alias-removed', now, { before: name, refusesOld: true })),
    ...come.map(({ name }) => fact('alias-added', now, { after: name })),
    ...changed.map(({ alias, same }) =>
      fact('alias-changed', now, {
        path: alias.name,
        before: aliasWords(alias),
        after: aliasWords(same),
        refusesOld: true,
      }),
    ),
  ];
}

/** Which version a stored one is taken for. */
function aliasWords({ versions, unversioned }: AliasModel): string {
  const pairs = versions.map(({ stored, schemaVersion }) => `${String(stored)} as ${String(schemaVersion)}`);
  const all = unversioned === undefined ? pairs : [...pairs, `none as ${String(unversioned)}`];
  return all.length === 0 ? 'every version as itself' : all.join(', ');
}
