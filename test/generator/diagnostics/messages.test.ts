import { describe, expect, test } from 'vitest';
import { defineMessages } from '../../../generator/src/diagnostics/messages.js';
import { atKey, child, isSpan, pathOf, root, within } from '../../../generator/src/diagnostics/place.js';
import { failed, finish, hasErrors } from '../../../generator/src/diagnostics/stage-result.js';

const file = { path: 'a.yaml', text: 'a: b' };

const report = defineMessages('bind', {
  'unknown-event': { severity: 'error', text: 'Command {command} emits {event}.', help: 'Declare {event} { }.' },
  'left-out': { severity: 'warning', text: 'Write { fields: { … } }.' },
});

describe('messages', () => {
  test('fill in what the table names', () => {
    expect(report('unknown-event', { command: 'Place', event: 'Placed' }, root(file))).toEqual({
      code: 'bind/unknown-event',
      severity: 'error',
      message: 'Command Place emits Placed.',
      help: 'Declare Placed { }.',
      at: root(file),
      related: [],
    });
  });

  test('braces that hold no name are text', () => {
    expect(report('left-out', {}, undefined).message).toBe('Write { fields: { … } }.');
  });

  test('a filled-in name is never taken for a parameter', () => {
    const { message } = report('unknown-event', { command: '{event}', event: '$& {command}' }, undefined);
    expect(message).toBe('Command {event} emits $& {command}.');
  });

  test('help of the case wins over help of the table', () => {
    expect(report('unknown-event', { command: 'a', event: 'b' }, undefined, { help: 'Did you mean c?' }).help).toBe(
      'Did you mean c?',
    );
  });

  test('without help there is no such key', () => {
    expect(Object.keys(report('left-out', {}, undefined))).not.toContain('help');
  });

  test('codes and parameters are checked by the compiler', () => {
    // @ts-expect-error the table has no such code
    expect(() => report('unknown-evnt', {}, undefined)).toThrow('unknown-evnt');
    // @ts-expect-error the event is missing
    expect(report('unknown-event', { command: 'a' }, undefined).message).toBe('Command a emits {event}.');
    // @ts-expect-error there is no such parameter
    expect(report('left-out', { fields: 'a' }, undefined).severity).toBe('warning');
  });

  test('a text that is joined, whose parameters nobody could check, does not compile', () => {
    const who = 'Command {command} ';
    const joined = defineMessages('bind', {
      // @ts-expect-error a sum of texts is no literal
      'in-text': { severity: 'error', text: who + 'emits {event}.' },
      // @ts-expect-error neither here
      'in-help': { severity: 'error', text: 'Wrong.', help: who + 'declares {event}.' },
      whole: { severity: 'error', text: 'Declare {event}.', help: 'Declare it.' },
    });
    expect(Object.keys(joined.table)).toHaveLength(3);
    expect(joined('whole', { event: 'Placed' }, undefined).message).toBe('Declare Placed.');
  });

  test('the table is there for documentation', () => {
    expect(report.stage).toBe('bind');
    expect(Object.keys(report.table)).toEqual(['unknown-event', 'left-out']);
  });
});

describe('results of stages', () => {
  const warning = report('left-out', {}, undefined);
  const error = report('unknown-event', { command: 'a', event: 'b' }, undefined);

  test('warnings come with the value', () => {
    expect(finish(1, [warning])).toEqual({ ok: true, value: 1, diagnostics: [warning] });
    expect(finish(1)).toEqual({ ok: true, value: 1, diagnostics: [] });
  });

  test('one error takes the value away', () => {
    expect(finish(1, [warning, error])).toEqual({ ok: false, diagnostics: [warning, error] });
    expect(failed([error])).toEqual({ ok: false, diagnostics: [error] });
    expect(hasErrors([warning])).toBe(false);
  });
});

describe('places', () => {
  test('know their keys', () => {
    const place = child(child(root(file), 'events'), 0);
    expect(pathOf(place)).toEqual(['events', 0]);
    expect(pathOf(root(file))).toEqual([]);
    expect(pathOf(child(atKey(place), 'a'))).toEqual(['events', 0, 'a']);
  });

  test('are told from spans', () => {
    expect(isSpan(within(root(file), 0, 1))).toBe(false);
    expect(isSpan({ file, start: 0, end: 1 })).toBe(true);
  });
});
