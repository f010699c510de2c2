import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../../../generator/src/cli/verify/code-fingerprint.js';
import { defineRegistry, type Registry } from '../../../../runtime/src/registry/registry.js';
import type { EventDefinition, MessageVersion } from '../../../../runtime/src/registry/message-definition.js';
import { customWith, custom } from '../../../runtime/evolution/banking-kit.js';
import { account } from '../../../runtime/sample/banking/account.js';
import { opened } from '../../../runtime/sample/banking/account.events.js';
import { bankingRegistry } from '../../../runtime/sample/banking/banking.js';
import { orderingRegistry } from '../../../runtime/sample/ordering/ordering.js';

const registryWith = (change: Partial<EventDefinition>): Registry =>
  defineRegistry('banking', [{ ...account, events: { ...account.events, Opened: { ...opened, ...change } } } as never]);
const withVersion = (number: number, change: Partial<MessageVersion>): Registry => {
  const before = opened.versions[number];
  if (before === undefined) throw new Error(`There is no version ${number}.`);
  return registryWith({ versions: { ...opened.versions, [number]: { ...before, ...change } } });
};
const fingerprint = (registry: Registry): string => fingerprintOf([registry]);
const usual = fingerprint(registryWith({}));

describe('the fingerprint of code', () => {
  test('stays, whatever the order of registries and however often it is asked for', () => {
    const banking = bankingRegistry(custom);
    const both = fingerprintOf([banking, orderingRegistry]);
    expect(both).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprintOf([orderingRegistry, banking])).toBe(both);
    expect(fingerprintOf([bankingRegistry(customWith({})), orderingRegistry])).toBe(both);
    expect(fingerprint(registryWith({}))).toBe(usual);
  });

  test.each<[string, Registry]>([
    ['the hash of an old shape', withVersion(1, { hash: 'ffffffffffffffff' })],
    ['that a version is a draft', withVersion(3, { draft: true })],
    ['a step', withVersion(2, { upcast: (old: object) => ({ ...old, corrected: true }) })],
    ['the latest version', registryWith({ schemaVersion: 2 })],
    ['what an alias had', registryWith({ aliases: [{ name: 'account-opened', versions: { 7: 2 } }] })],
    ['a name', registryWith({ aliases: [{ name: 'account-begun' }] })],
    ['that an event is ignored', registryWith({ ignored: 'It never counted.' })],
    ['what an event becomes', registryWith({ becomes: () => [] })],
  ])('changes with %s', (_what, registry) => {
    expect(fingerprint(registry)).not.toBe(usual);
  });

  test('changes with functions of the user, wherever they lie, and with what is done about unknown fields', () => {
    const banking = fingerprint(bankingRegistry(custom));
    const others = [
      customWith({ Merged: { becomes: () => [] } }),
      customWith({ Further: { v2: () => undefined } }),
      { ...custom, types: { banking: {} } } as never,
    ];
    for (const other of others) expect(fingerprint(bankingRegistry(other))).not.toBe(banking);
    expect(fingerprint({ ...bankingRegistry(custom), unknownFields: 'keep' })).not.toBe(banking);
    expect(fingerprint({ ...bankingRegistry(custom), unknownEnum: 'park' })).not.toBe(banking);
  });

  test('does not change with what only writing asks for', () => {
    const { downcast: _downcast, ...withoutWayDown } = opened.versions[3] ?? {};
    const versions = { ...opened.versions, 3: withoutWayDown as MessageVersion };
    expect(fingerprint(registryWith({ versions }))).toBe(usual);
    expect(fingerprint({ ...registryWith({}), writeAs: { 'banking.Opened': 2 } })).toBe(usual);
  });
});
