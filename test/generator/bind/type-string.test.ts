import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTypeString, type TypeExpression } from '../../../generator/src/bind/types/type-string.js';
import { tokenize } from '../../../generator/src/bind/types/type-tokens.js';

/** A tree as text, to compare at a glance. */
function show(type: TypeExpression): string {
  switch (type.kind) {
    case 'null':
      return 'null';
    case 'name': {
      const context = type.context === undefined ? '' : `${type.context}.`;
      return context + type.name + (type.schemaVersion === undefined ? '' : `@${String(type.schemaVersion)}`);
    }
    case 'list':
    case 'map':
      return `${type.kind}(${show(type.of)})`;
    case 'union':
      return `(${type.members.map(show).join(' | ')})`;
  }
}

function parsed(text: string): string {
  const result = parseTypeString(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.problem}`);
  return show(result.type);
}

test.each([
  ['string', 'string'],
  ['string[]', 'list(string)'],
  ['string[][]', 'list(list(string))'],
  ['list<string>', 'list(string)'],
  ['map<list<string>>', 'map(list(string))'],
  ['map<string>[]', 'list(map(string))'],
  ['string | null', '(string | null)'],
  ['string|null', '(string | null)'],
  ['list<string | null>', 'list((string | null))'],
  ['string | Card@1 | null', '(string | Card@1 | null)'],
  ['Card[] | null', '(list(Card) | null)'],
  ['Money@12', 'Money@12'],
  ['billing.Money@2[]', 'list(billing.Money@2)'],
  ['billing.Money', 'billing.Money'],
  [' list < string >[] ', 'list(list(string))'],
  ['null', 'null'],
])('reads %s', (text, expected) => {
  expect(parsed(text)).toBe(expected);
});

test('gives the offsets of every name', () => {
  const result = parseTypeString(' map<billing.Card@2> | Sku[]');
  const names: string[] = [];
  const visit = (type: TypeExpression): void => {
    if (type.kind === 'name') names.push(' map<billing.Card@2> | Sku[]'.slice(type.start, type.end));
    if (type.kind === 'union') type.members.forEach(visit);
    if (type.kind === 'list' || type.kind === 'map') visit(type.of);
  };
  if (result.ok) visit(result.type);
  expect(names).toEqual(['billing.Card@2', 'Sku']);
});

describe('what is no type says why, and where', () => {
  test.each([
    ['', '', 'it is empty'],
    ['   ', '', 'it is empty'],
    ['datetime?', '?', 'a type has no question mark'],
    ['string &  number', '&', 'types cannot be intersected'],
    ['string || null', '||', 'types are joined by one |'],
    ['string null', 'null', 'between two types stands |'],
    ['string |', '|', 'it ends where a type should follow'],
    ['| string', '|', '| stands where a type should begin'],
    ['Array<string>', 'Array', 'Array does not take a type'],
    ['Record<string, number>', 'Record', 'Record does not take a type'],
    ['Map<string, number>', 'Map', 'Map does not take a type'],
    ['map<string, number>', ',', 'map<…> takes one type'],
    ['list<a, b>', ',', 'list<…> takes one type'],
    ['list<string', 'list', 'its < is never closed'],
    ['list<>', '>', '> stands where a type should begin'],
    ['list', 'list', 'list does not say what it holds'],
    ['map[]', 'map', 'map does not say what it holds'],
    ['string>', '>', '> is not expected here'],
    ['string[', '[', '[ is not expected here'],
    ['string]', ']', '] is not expected here'],
    ['[]', '[]', '[] stands where a type should begin'],
    ['"web" | "store"', '"web"', 'a text is no type'],
    ["'web'", "'web'", 'a text is no type'],
    ['{ a: string }', '{', '{ stands where a type should begin'],
    ['(string | null)[]', '(', '( stands where a type should begin'],
    ['Money@', '@', 'behind @ stands a version, a whole number from 1'],
    ['Money@0', '0', 'behind @ stands a version, a whole number from 1'],
    ['Money@01', '01', 'behind @ stands a version, a whole number from 1'],
    ['Money@1.0', '.', '. is not expected here'],
    ['Money@latest', 'latest', 'behind @ stands a version, a whole number from 1'],
    ['Money@99999999999', '99999999999', 'behind @ stands a version, a whole number from 1'],
    ['billing.', '.', "a type's name is missing behind billing."],
    ['a.b.c', '.', 'a name has at most one dot: context.Name'],
    ['string; evil', ';', '; is not expected here'],
    ['\u202estring', '\u202e', '\u202e stands where a type should begin'],
  ])('%j', (text, marked, problem) => {
    const result = parseTypeString(text);
    if (result.ok) throw new Error('It was read.');
    expect(result.error.problem).toBe(problem);
    expect(text.slice(result.error.start, result.error.end).trim()).toBe(marked);
  });

  test('depth is bounded, not the stack', () => {
    const deep = parseTypeString('list<'.repeat(100_000));
    const suffixed = parseTypeString(`string${'[]'.repeat(100_000)}`);
    expect(deep.ok || deep.error.problem).toBe('it is nested too deeply');
    expect(suffixed.ok || suffixed.error.problem).toBe('it is nested too deeply');
    expect(parseTypeString(`${'list<'.repeat(20)}string${'>'.repeat(20)}`).ok).toBe(true);
  });

  test.each([
    ['Array<string>', /list<…>/],
    ['Set<string>', /uniqueItems/],
    ['Record<string, string>', /map<…>/],
    ['Optional<string>', /question mark/],
    ['Promise<string>', /Only list/],
    ['map<string, number>', /Keys of a map are strings/],
    ['string?', /behind the field/],
    ["'a' | 'b'", /enum/],
    ['Money@x', /Money@1/],
  ])('%s comes with help', (text, help) => {
    const result = parseTypeString(text);
    expect(result.ok ? '' : result.error.help).toMatch(help);
  });
});

test('tokens within ASCII are the same, whatever stands behind them', () => {
  const text = fc.string({ unit: fc.constantFrom(...`aZ0_$-@.|[]<>'"\`? `.split('')), maxLength: 16 });
  fc.assert(
    fc.property(text, (ascii) => {
      const closed = `${ascii}'"\` `;
      const alone = tokenize(closed);
      expect(tokenize(`${closed} é`).slice(0, alone.length - 1)).toEqual(alone.slice(0, -1));
    }),
    { numRuns: 1_000 },
  );
});
