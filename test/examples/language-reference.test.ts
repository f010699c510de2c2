import { describe, expect, test } from 'vitest';
import { readAssets } from '../../generator/src/assets.js';
import { scalarNames } from '../../generator/src/model/type-model.js';
import { printed } from '../support/expect-diagnostics.js';
import { bindFiles } from '../support/golden-project.js';
import { readRoot, snippetsOf } from './snippets.js';

const path = 'docs/reference/language.md';
const page = readRoot(path);
const blocks = snippetsOf(page).filter(({ language }) => language === 'yaml');

/** What a block that shows only a part of a file stands in. */
const header = "varve: 1\ncontext: ordering\nimports: ['std:money']\naggregate: Order\nid: { orderId: uuid }\n";
const catalogue = 'varve: 1\ncontext: ordering\ntypes:\n  Article: { sku: string }\n';

const payment =
  'varve: 1\ncontext: payments\naggregate: Payment\nid: { paymentId: uuid }\nevents:\n  PaymentTaken: { 1: { orderId: uuid } }\n';

/** A block as a whole schema file. */
function whole(text: string): string {
  if (text.includes('varve: 1')) return text;
  return /^events:/m.test(text) ? header + text : `${header}${text}\nevents:\n  OrderPlaced: { 1: { at: instant } }\n`;
}

test('there are blocks to judge', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(8);
});

test.each(blocks.map(({ line, text }) => [line, text] as const))('the block at line %i compiles', async (_, text) => {
  const files = {
    'schemas/order.yaml': whole(text),
    'schemas/catalogue.yaml': catalogue,
    'schemas/payment.yaml': payment,
  };
  const { diagnostics } = await bindFiles(files);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map((error) => printed([error]))).toEqual([]);
});

describe('the page is complete:', () => {
  const meta = JSON.parse(readRoot('schemas/meta/v1/document.schema.json')) as {
    readonly properties: Readonly<Record<string, { readonly not?: object }>>;
  };
  const config = JSON.parse(readRoot('schemas/meta/v1/config.schema.json')) as typeof meta;
  const read = ({ properties }: typeof meta) => Object.entries(properties).filter(([, { not }]) => not === undefined);

  test.each(scalarNames)('the type %s is explained', (name) => expect(page.includes(`\`${name}\``)).toBe(true));

  test.each(read(meta).map(([name]) => name))('the key %s is explained', (name) => {
    expect(new RegExp(`\`${name}:?\`|^${name}:`, 'm').test(page)).toBe(true);
  });

  test.each(read(config).map(([name]) => name))('the key %s of the configuration is explained', (name) => {
    expect(page.includes(`\`${name}\``)).toBe(true);
  });

  test.each(Object.keys(readAssets().standard))('the standard types of std:%s are named', (name) => {
    expect(page.includes(`std:${name}`)).toBe(true);
  });
});
