/** What a command may do. Locks do not know it. */
import type { CommandFacts, Lineage } from '../../../model/domain-shapes.js';
import type { Change } from './change.js';
import { fact } from './compare-lineages.js';

export function compareCommands(old: Lineage, now: Lineage): readonly Change[] {
  const before = old.command;
  const after = now.command;
  if (before === undefined || after === undefined) return [];
  return [
    ...missing(after, before, 'emits').map((name) => fact('emits-removed', now, { before: name })),
    ...missing(before, after, 'emits').map((name) => fact('emits-added', now, { after: name })),
    ...missing(after, before, 'rejects').map((name) => fact('rejects-removed', now, { before: name })),
    ...missing(before, after, 'rejects').map((name) => fact('rejects-added', now, { after: name })),
    ...(before.expects === after.expects
      ? []
      : [fact('expects-changed', now, { before: before.expects, after: after.expects })]),
  ];
}

/** What the second names and the first does not. */
function missing(first: CommandFacts, second: CommandFacts, list: 'emits' | 'rejects'): readonly string[] {
  return second[list].filter((name) => !first[list].includes(name));
}
