/** Makes something else of a text: at the level of characters, of tokens, or of what the YAML says. */
import { parse, stringify } from 'yaml';
import { nastyTexts, nastyValues, words } from './nasty.js';
import type { Random } from './random.js';

export function mutateText(text: string, random: Random, donors: readonly string[]): string {
  const donor = random.from(donors) ?? text;
  const level = random.below(20);
  if (level < 2) return mutateCharacters(text, random, donor);
  if (level < 4) return mutateTokens(text, random, donor);
  if (level < 10) return mutateAlike(text, random, donor);
  return mutateStructure(text, random, donor) ?? mutateTokens(text, random, donor);
}

function range(text: string, random: Random): readonly [number, number] {
  const start = random.below(text.length + 1);
  return [start, Math.min(text.length, start + random.below(random.chance(0.2) ? 400 : 12))];
}

function mutateCharacters(text: string, random: Random, donor: string): string {
  const [start, end] = range(text, random);
  const [from, to] = range(donor, random);
  const piece = text.slice(start, end);
  const put = (middle: string): string => text.slice(0, start) + middle + text.slice(end);
  return random.pick([
    () => put(''),
    () => put(piece + piece),
    () => put(piece.repeat(random.below(200))),
    () => put(random.pick(nastyTexts)),
    () => put(piece + random.pick(nastyTexts)),
    () => put(donor.slice(from, to)),
    () => text.slice(0, start),
    () => text.replaceAll('\n', random.pick(['\r\n', '\r', '\n\n', '\u2028'])),
    () => `\ufeff${text}`,
    () => text.replaceAll('  ', random.pick(['\t', ' ', '   '])),
    () => put('['.repeat(random.below(3000))),
    () => put('x'.repeat(random.below(100_000))),
  ])();
}

const token = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[\w$@?.+-]+|[ \t]+|\n[ ]*|[^\w\s]/g;

function mutateTokens(text: string, random: Random, donor: string): string {
  const tokens = text.match(token) ?? [];
  const others = donor.match(token) ?? [];
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const at = random.below(tokens.length + 1);
    const other = random.below(tokens.length + 1);
    random.pick([
      () => tokens.splice(at, 1),
      () => tokens.splice(at, 1, random.pick(words)),
      () => tokens.splice(at, 1, random.pick(nastyTexts)),
      () => tokens.splice(at, 1, random.from(others) ?? ''),
      () => tokens.splice(at, 0, random.from(tokens) ?? ''),
      () => tokens.splice(at, random.below(8), ...tokens.slice(other, other + random.below(8))),
      () => tokens.splice(at, 0, random.pick(words), ': '),
    ])();
  }
  return tokens.join('');
}

const word = /(?<![\w$.])[A-Za-z_$][\w$.]*[?]?(?![\w$.])/g;

/** A word in the place of another, a number changed by little: what may well still mean something. */
function mutateAlike(text: string, random: Random, donor: string): string {
  const own = text.match(word) ?? [];
  const given = [...own, ...own, ...(donor.match(word) ?? []), ...words];
  const old = random.from(own) ?? '';
  const other = random.from(given) ?? '';
  const at = random.below(text.length);
  return random.pick([
    () => text.slice(0, at) + text.slice(at).replace(word, other),
    () => text.slice(0, at) + text.slice(at).replace(word, other),
    () => text.slice(0, at) + text.slice(at).replace(word, (found) => `${found}?`),
    () =>
      text.slice(0, at) +
      text
        .slice(at)
        .replace(word, (found) => random.pick([`${found}[]`, `list<${found}>`, `${found} | null`, `${found}@1`])),
    () =>
      text.slice(0, at) + text.slice(at).replace(/\d+/, (found) => String(Number(found) + random.pick([1, -1, 1e9]))),
    () => text.replaceAll(old, other),
    () => text.replaceAll(old, random.pick([old.toLowerCase(), old.toUpperCase(), `${old}V1`, `${old}Input`, 'A'])),
    () => text.slice(0, at) + text.slice(at).replace(/: [^\n{[,]+/, `: ${JSON.stringify(random.pick(nastyTexts))}`),
  ])();
}

type Node = Map<unknown, unknown> | unknown[];
interface Slot {
  readonly parent: Node;
  readonly key: unknown;
}

const isNode = (value: unknown): value is Node => value instanceof Map || Array.isArray(value);

/** An alias may hold what holds it. */
function slotsOf(node: unknown, found: Slot[] = [], seen = new Set<unknown>()): readonly Slot[] {
  if (!isNode(node) || seen.has(node)) return found;
  seen.add(node);
  const entries: Iterable<readonly [unknown, unknown]> = node.entries();
  for (const [key, value] of entries) {
    found.push({ parent: node, key });
    slotsOf(value, found, seen);
  }
  return found;
}

const get = ({ parent, key }: Slot): unknown => (parent instanceof Map ? parent.get(key) : parent[Number(key)]);

function set({ parent, key }: Slot, value: unknown): void {
  if (parent instanceof Map) parent.set(key, value);
  else parent[Number(key)] = value;
}

function remove({ parent, key }: Slot): void {
  if (parent instanceof Map) parent.delete(key);
  else parent.splice(Number(key), 1);
}

/** Keeps the place of the key. */
function rename({ parent, key }: Slot, name: unknown): void {
  if (!(parent instanceof Map)) return;
  const entries = [...parent.entries()].map(([each, value]) => [each === key ? name : each, value] as const);
  parent.clear();
  for (const [each, value] of entries) parent.set(each, value);
}

function read(text: string): unknown {
  try {
    return parse(text, { mapAsMap: true, logLevel: 'silent', maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

/** `undefined` where the text is no YAML, or what came of it cannot be written. */
function mutateStructure(text: string, random: Random, donor: string): string | undefined {
  const document = read(text);
  const given = slotsOf(read(donor));
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const slots = slotsOf(document);
    // Copies of copies grow faster than anything.
    if (slots.length > 5_000) return undefined;
    const slot = random.from(slots);
    const alike = slots.filter(({ key, parent }) => key === slot?.key && parent !== slot?.parent);
    const other = random.from(random.chance(0.4) && alike.length > 0 ? alike : random.chance(0.6) ? slots : given);
    if (slot === undefined || other === undefined) return undefined;
    random.pick([
      () => set(slot, structuredClone(random.pick(nastyValues))),
      () => set(slot, random.pick(words)),
      () => set(slot, random.pick(nastyTexts)),
      () => set(slot, structuredClone(get(other))),
      () => set(slot, structuredClone(get(other))),
      () => remove(slot),
      () => remove(slot),
      () => rename(slot, random.pick(words)),
      () => rename(slot, random.pick(nastyTexts)),
      () => rename(slot, other.key),
      () => rename(slot, typeof slot.key === 'number' ? random.below(4) : `${String(slot.key)}?`),
      () => set(slot, [structuredClone(get(slot))]),
      () => set(slot, new Map([[random.pick(words), structuredClone(get(slot))]])),
      () => slot.parent instanceof Map && slot.parent.set(other.key, structuredClone(get(other))),
      () => set(slot, nested(structuredClone(get(slot)), random)),
    ])();
  }
  return written(document, random);
}

/** Deep, but not too deep for who writes it down. */
function nested(value: unknown, random: Random): unknown {
  let result = value;
  const key = random.pick(['list', 'map', 'fields', 'a']);
  for (let depth = random.below(80); depth > 0; depth -= 1) result = new Map([[key, result]]);
  return result;
}

function written(document: unknown, random: Random): string | undefined {
  try {
    const collectionStyle = random.pick(['any', 'flow', 'block'] as const);
    return stringify(document, { collectionStyle, lineWidth: 0 });
  } catch {
    return undefined;
  }
}
