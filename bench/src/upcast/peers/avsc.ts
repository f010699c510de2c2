/**
 * avsc reads Avro's binary form, in which the same events are written beforehand, and resolves the writer's schema to the
 * reader's by aliases and defaults. It knows no JSON text and checks no forms of text; an absent field is null.
 */
import { way, type Way, type Ways } from '../way.js';
import { importPeer } from './import-peer.js';

type AvroField =
  | { readonly name: string; readonly type: unknown; readonly aliases?: readonly string[]; readonly default?: unknown }
  | readonly [name: string, type: unknown];

interface AvroType {
  toBuffer(value: unknown): Buffer;
  fromBuffer(bytes: Buffer, resolver?: object): object;
  createResolver(writer: AvroType): object;
}

interface Avsc {
  readonly Type: { forSchema(schema: object): AvroType };
}

export async function loadAvsc(): Promise<Ways | undefined> {
  const module = await importPeer<{ readonly default: Avsc }>('avsc');
  return module && avscPeer(module.default);
}

function avscPeer({ Type }: Avsc): Ways {
  // Names of enums belong to one schema each.
  const record = (name: string, fields: readonly AvroField[]): AvroType =>
    Type.forSchema({ type: 'record', name, fields: fields.map((field) => ('name' in field ? field : named(field))) });
  const channel = ['channel', { type: 'enum', name: 'Channel', symbols: ['web', 'store'] }] as const;
  const quality = ['quality', { type: 'enum', name: 'Quality', symbols: ['good', 'poor', 'unknown'] }] as const;
  const registered = [['sku', 'string'], ['pieces', 'int'], channel, ['registeredAt', 'string']] as const;
  const weighed = [['grams', 'int'], quality, ['weighedAt', 'string']] as const;
  const registeredV1 = record('Registered', [['custId', 'string'], ['cents', 'int'], ...registered]);
  const registeredV3 = record('Registered', [
    ...registered,
    renamed('customerId', 'string', 'custId'),
    constant('priority', { type: 'enum', name: 'Priority', symbols: ['low', 'normal', 'high'] }, 'normal'),
    renamed('unitCents', 'int', 'cents'),
    constant('currency', 'string', 'EUR'),
    constant('note', ['null', 'string'], null),
  ]);
  const weighedV1 = record('Weighed', [
    ['scale', 'string'],
    ['operator', 'string'],
    ['station', 'string'],
    ['batch', 'int'],
    ...weighed,
  ]);
  const weighedV40 = record('Weighed', [
    ...weighed,
    constant('remark', ['null', 'string'], null),
    constant('unit', { type: 'enum', name: 'Unit', symbols: ['gram', 'ounce'] }, 'gram'),
    renamed('employee', 'string', 'operator'),
    renamed('place', 'string', 'station'),
    constant('tray', 'int', 11),
    renamed('charge', 'int', 'batch'),
    constant('rack', 'int', 12),
    renamed('instrument', 'string', 'scale'),
  ]);
  return {
    registeredV3: resolving(registeredV3, registeredV3),
    registeredV1: resolving(registeredV3, registeredV1),
    weighedV40: resolving(weighedV40, weighedV40),
    weighedV1: resolving(weighedV40, weighedV1),
  };
}

const named = ([name, type]: readonly [string, unknown]): AvroField => ({ name, type });

const renamed = (name: string, type: unknown, alias: string): AvroField => ({ name, type, aliases: [alias] });

const constant = (name: string, type: unknown, value: unknown): AvroField => ({ name, type, default: value });

function resolving(reader: AvroType, writer: AvroType): Way {
  const resolver = reader === writer ? undefined : reader.createResolver(writer);
  // Avro writes every field: one that is absent in JSON is written as null.
  const absent = resolver === undefined ? { note: null, remark: null } : {};
  return way(
    ({ data }) => writer.toBuffer({ ...absent, ...(JSON.parse(data) as object) }),
    (bytes) => reader.fromBuffer(bytes, resolver),
  );
}
