/**
 * Keys of the lock: `event ordering.OrderPlaced` for what holds for all versions, `event@2 ordering.OrderPlaced` for one of
 * them. The first word has no blanks, so that a key means one thing only, whatever the name.
 */
import { type Lineage, type LineageKind, lineageKinds } from '../model/domain-shapes.js';
import { byCodeUnit } from '../naming/by-code-unit.js';

export type EntryKind = LineageKind | 'aggregate' | 'metadata';

export interface EntryKey {
  readonly kind: EntryKind;
  readonly name: string;
  /** `undefined` for what holds for all versions. */
  readonly schemaVersion: number | undefined;
}

const kinds: readonly EntryKind[] = ['aggregate', 'metadata', ...lineageKinds];

export function entryKey({ kind, name, schemaVersion }: EntryKey): string {
  return `${kind}${schemaVersion === undefined ? '' : `@${String(schemaVersion)}`} ${name}`;
}

/** `undefined` for a text that is no key. */
export function parseEntryKey(text: string): EntryKey | undefined {
  const [, word, digits, name = ''] = /^([a-z]+)(?:@([1-9][0-9]{0,8}))? ([^]+)$/.exec(text) ?? [];
  const kind = kinds.find((each) => each === word);
  if (kind === undefined) return undefined;
  const isVersioned = digits !== undefined;
  if (isVersioned && (kind === 'aggregate' || kind === 'metadata')) return undefined;
  return { kind, name, schemaVersion: isVersioned ? Number(digits) : undefined };
}

/** By kind, then by name. */
export function compareLineages(left: Pick<Lineage, 'kind' | 'type'>, right: Pick<Lineage, 'kind' | 'type'>): number {
  return byCodeUnit(left.kind, right.kind) || byCodeUnit(left.type, right.type);
}
