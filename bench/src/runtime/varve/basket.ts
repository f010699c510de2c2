// What `varve generate` makes of bench/domain, in one file.
import {
  type AggregateDefinition,
  type Check,
  type CommandDefinition,
  type Decider,
  type EventDefinition,
  type Registry,
  type Shape,
  constrained,
  defineAggregate,
  defineCommand,
  defineEvent,
  defineRegistry,
  enumeration,
  instant,
  integer,
  make,
  record,
  text,
  uuid,
} from '@varve/runtime/codegen/v1';
import type { BasketTotals, ItemAddedData } from '../workload.js';

const between = (minimum: number, maximum: number): Check => {
  return (data) => typeof data !== 'number' || (data >= minimum && data <= maximum);
};
const skuPattern = /^[A-Z]{3}-[0-9]+$/u;
const sku: Shape<string> = constrained(text, (data) => typeof data !== 'string' || skuPattern.test(data));

const itemAddedV1: Shape<ItemAddedData> = record({
  customerId: uuid,
  sku,
  quantity: constrained(integer, between(1, 1_000)),
  unitCents: constrained(integer, between(0, Infinity)),
  channel: enumeration(['web', 'store']),
  placedAt: instant,
});

export class ItemAdded {
  static readonly type = 'shop.ItemAdded';
  static readonly schemaVersion = 1;
  readonly type = 'shop.ItemAdded';
  readonly data: ItemAddedData;

  private constructor(data: ItemAddedData) {
    this.data = data;
  }

  static of(data: ItemAddedData): ItemAdded {
    return new ItemAdded(make(itemAddedV1, data, 'shop.ItemAdded', 1));
  }
}

const itemAdded: EventDefinition<ItemAdded> = defineEvent({
  type: 'shop.ItemAdded',
  name: 'ItemAdded',
  messageClass: ItemAdded,
  schemaVersion: 1,
  versions: { 1: { shape: itemAddedV1 } },
});

export interface AddItemV1 extends ItemAddedData {
  readonly basketId: string;
}

const addItemV1: Shape<AddItemV1> = record({
  basketId: text,
  customerId: uuid,
  sku,
  quantity: constrained(integer, between(1, 1_000)),
  unitCents: constrained(integer, between(0, Infinity)),
  channel: enumeration(['web', 'store']),
  placedAt: instant,
});

export class AddItem {
  static readonly type = 'shop.AddItem';
  static readonly schemaVersion = 1;
  readonly type = 'shop.AddItem';
  readonly data: AddItemV1;

  private constructor(data: AddItemV1) {
    this.data = data;
  }

  static of(data: AddItemV1): AddItem {
    return new AddItem(make(addItemV1, data, 'shop.AddItem', 1));
  }
}

const addItem: CommandDefinition<AddItem> = defineCommand({
  type: 'shop.AddItem',
  name: 'AddItem',
  messageClass: AddItem,
  schemaVersion: 1,
  versions: { 1: { shape: addItemV1 } },
});

export interface BasketContract {
  readonly id: { readonly basketId: string };
  readonly state: BasketTotals;
  readonly events: { readonly ItemAdded: ItemAdded };
  readonly commands: {
    readonly AddItem: { readonly command: AddItem; readonly emits: ItemAdded; readonly rejects: never };
  };
}

export type BasketDecider = Decider<BasketContract>;

export const basket: AggregateDefinition<BasketContract> = defineAggregate({
  context: 'shop',
  name: 'Basket',
  category: 'shop.basket',
  id: { basketId: text },
  events: { ItemAdded: itemAdded },
  commands: { AddItem: { definition: addItem, expects: 'any', emits: ['ItemAdded'], rejects: [] } },
  rejections: {},
});

export const shopRegistry: Registry<BasketContract> = defineRegistry('shop', [basket]);
