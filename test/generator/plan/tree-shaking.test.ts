import { describe, expect, test } from 'vitest';
import { bundle } from '../../support/golden-bundle.js';
import { goldenCase, goldenCases } from '../../support/golden-cases.js';

const generated = './src/generated/ordering';

describe('a program that uses one event', () => {
  test('carries neither the other messages nor the aggregate', async () => {
    const { expected } = goldenCase('ordering');
    const entry = `import { OrderCancelled } from '${generated}/order.js'; console.log(OrderCancelled.of({ reason: 'late' }));`;
    const text = await bundle(expected, entry);
    expect(text).toContain('ordering.OrderCancelled');
    for (const other of ['ordering.OrderPlaced', 'ordering.PlaceOrder', 'ordering.EmptyOrder', 'ordering.order']) {
      expect(text, other).not.toContain(`"${other}"`);
    }
  });

  test('carries the constraints it uses only', async () => {
    const { expected } = goldenCase('constraints');
    const entry = `import { ProductAdded } from './src/generated/products/product.js'; console.log(ProductAdded.type);`;
    expect(await bundle(expected, entry)).toContain('minLength');
    const types = `import { name } from './src/generated/products/types.js'; console.log(name);`;
    const text = await bundle(expected, types);
    expect(text).toContain('minLength');
    expect(text).not.toContain('uniqueItems');
  });

  test('carries no samples, which no other generated file imports', async () => {
    const { expected } = goldenCase('steps-custom');
    const generated = './src/generated/accounts';
    const entry = `import * as all from '${generated}/accounts.js'; console.log(all);`;
    expect(await bundle(expected, entry)).not.toContain('Sample');
    const samples = `import { accountsSamples } from '${generated}/accounts.samples.js'; console.log(accountsSamples);`;
    expect(await bundle(expected, samples)).toContain('moneySample');
    for (const { expected: files } of goldenCases()) {
      const importers = Object.entries(files).filter(
        ([path, text]) => path.startsWith('src/') && text.includes('.samples'),
      );
      expect(importers).toEqual([]);
    }
  });

  test.each(goldenCases())('nothing of $name has side effects', async ({ expected }) => {
    const files = Object.keys(expected).filter((path) => path.startsWith('src/generated/'));
    const entry = files.map((path) => `import './${path.replace(/\.ts$/, '.js')}';`).join('\n');
    expect((await bundle(expected, entry, true)).trim()).toBe('');
  });
});
