import { expect, test } from 'vitest';
import { testSchemas } from '../../../runtime/src/testing/schemas/index.js';
import { samplesOf } from '../../../runtime/src/testing/samples/message-samples.js';
import { bankSamples } from '../../golden/stored-states/expected/src/generated/bank/bank.samples.js';
import { registry } from './bank-kit.js';

const declared: string[] = [];

// Every version of every event, command, fact and state, by samples and by random values.
testSchemas({
  registry,
  samples: bankSamples,
  fixtures: 'test/golden/stored-states/there-are-none',
  runs: 20,
  seed: 1,
  test(name, run) {
    declared.push(name);
    test(name, run);
  },
});

test('facts and states are among what is tested', () => {
  for (const version of ['bank.AccountFact 1', 'bank.AccountFact 3', 'bank.ProfileState 1', 'bank.ProfileState 2']) {
    expect(declared.filter((name) => name.startsWith(version))).toHaveLength(2);
  }
});

test('their samples have the types of their versions', () => {
  const [first] = samplesOf(bankSamples, 'ProfileState', 1);
  expect(first?.is).toBeTypeOf('string');
  expect(samplesOf(bankSamples, 'AccountFact', 2).length).toBeGreaterThan(0);
});
