import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { causationTree, treeLines } from '../../../../generator/src/cli/operations/causation-tree.js';

interface Given {
  readonly eventId: string;
  readonly metadata: string;
}

const event = (eventId: string, metadata: Readonly<Record<string, unknown>>): Given => ({
  eventId,
  metadata: JSON.stringify(metadata),
});

const drawn = (events: readonly Given[]): readonly string[] =>
  [...treeLines(causationTree(events))].map(
    ({ node, branches }) => `${branches}${node.kind} ${node.id}${node.isCyclic ? ' (circle)' : ''}`,
  );

describe('a causation tree', () => {
  test('has commands between the events that caused them and those they led to', () => {
    const events = [
      event('e1', { commandId: 'c1', causationId: 'c1' }),
      event('e2', { commandId: 'c2', causationId: 'c2', commandCausationId: 'e1' }),
      event('e3', { commandId: 'c2', causationId: 'c2', commandCausationId: 'e1' }),
      event('e4', { causationId: 'e3' }),
    ];
    expect(drawn(events)).toEqual([
      'command c1',
      '└─ event e1',
      '   └─ command c2',
      '      ├─ event e2',
      '      └─ event e3',
      '         └─ event e4',
    ]);
  });

  test('begins at a cause that is nowhere, and says that it is', () => {
    expect(drawn([event('e1', { causationId: 'gone' }), event('e2', { causationId: 'gone' })])).toEqual([
      'missing gone',
      '├─ event e1',
      '└─ event e2',
    ]);
  });

  test('is opened where causes go round, and where something caused itself', () => {
    const circle = [
      event('a', { causationId: 'c' }),
      event('b', { causationId: 'a' }),
      event('c', { causationId: 'b' }),
    ];
    expect(drawn(circle)).toEqual(['event a (circle)', '└─ event b', '   └─ event c']);
    expect(drawn([event('a', { causationId: 'a' })])).toEqual(['event a']);
    const command = event('x', { commandId: 'k', commandCausationId: 'x' });
    expect(drawn([command])).toEqual(['event x (circle)', '└─ command k']);
  });

  test('takes nothing for a cause that is no text, and metadata that is nothing at all for none', () => {
    const odd = ['{"causationId":7}', '[]', 'null', 'no JSON', '{"__proto__":{"causationId":"p"}}'];
    const events = odd.map((metadata, at) => ({ eventId: `e${String(at)}`, metadata }));
    expect(drawn(events)).toEqual(['event e0', 'event e1', 'event e2', 'event e3', 'event e4']);
  });

  test('of a chain of 10,000 events is drawn without growing to the right for ever', () => {
    const chain = Array.from({ length: 10_000 }, (_, at) =>
      event(`e${String(at)}`, { causationId: `e${String(at - 1)}` }),
    );
    const lines = drawn(chain);
    expect(lines).toHaveLength(10_001);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(120);
    expect(lines.at(-1)).toMatch(/⋯ 10000 event e9999$/);
  });

  test('holds every event once, whatever causes they name', () => {
    const id = fc.integer({ min: 0, max: 12 }).map((number) => `n${String(number)}`);
    const metadata = fc.record({ causationId: id, commandId: id, commandCausationId: id }, { requiredKeys: [] });
    const given = fc.uniqueArray(fc.tuple(id, metadata), { selector: ([eventId]) => eventId, maxLength: 12 });
    fc.assert(
      fc.property(given, (pairs) => {
        const events = pairs.map(([eventId, told]) => event(eventId, told));
        const lines = [...treeLines(causationTree(events))];
        const shown = lines.flatMap(({ node }) => (node.kind === 'event' ? [node.id] : []));
        expect([...shown].sort()).toEqual(events.map(({ eventId }) => eventId).sort());
        const ids = lines.map(({ node }) => node.id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});
