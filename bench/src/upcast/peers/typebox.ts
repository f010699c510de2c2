/** typebox compiles a checker for each stored version; what brings it to the latest is the function written by hand. */
import type { ParcelRegisteredV1, ParcelWeighedV1 } from '../../../evolved/generated/freight/parcel.events.js';
import { instantForm, uuidForm } from '../forms.js';
import { registeredFromV1, weighedFromV1 } from '../hand.js';
import { textWay, type Way, type Ways } from '../way.js';
import { importPeer } from './import-peer.js';

interface TypeBoxType {
  readonly type?: string;
}

interface TypeBox {
  Object(fields: Readonly<Record<string, TypeBoxType>>, options: { readonly additionalProperties: false }): TypeBoxType;
  String(options?: { readonly pattern: RegExp }): TypeBoxType;
  Integer(): TypeBoxType;
  Enum(members: readonly string[]): TypeBoxType;
  Optional(type: TypeBoxType): TypeBoxType;
}

interface TypeBoxCompile {
  Compile(type: TypeBoxType): { Check(value: unknown): boolean };
}

export async function loadTypebox(): Promise<Ways | undefined> {
  const [types, compiler] = await Promise.all([
    importPeer<{ readonly Type: TypeBox }>('typebox'),
    importPeer<TypeBoxCompile>('typebox/compile'),
  ]);
  return types && compiler && typeboxPeer(types.Type, compiler);
}

function typeboxPeer(type: TypeBox, compiler: TypeBoxCompile): Ways {
  const text = type.String();
  const integer = type.Integer();
  const uuid = type.String({ pattern: uuidForm });
  const instant = type.String({ pattern: instantForm });
  const channel = type.Enum(['web', 'store']);
  const quality = type.Enum(['good', 'poor', 'unknown']);
  const checked = (
    fields: Readonly<Record<string, TypeBoxType>>,
    change: (value: never) => unknown = (value: unknown) => value,
  ): Way => {
    const compiled = compiler.Compile(type.Object(fields, { additionalProperties: false }));
    return textWay((text) => {
      const value: unknown = JSON.parse(text);
      if (!compiled.Check(value)) throw new TypeError('typebox refuses this.');
      return change(value as never);
    });
  };
  const registered = { sku: text, pieces: integer, channel, registeredAt: instant };
  const weighed = { grams: integer, quality, weighedAt: instant };
  return {
    registeredV3: checked({
      ...registered,
      customerId: uuid,
      priority: type.Enum(['low', 'normal', 'high']),
      unitCents: integer,
      currency: text,
      note: type.Optional(text),
    }),
    registeredV1: checked({ custId: uuid, cents: integer, ...registered }, (old: ParcelRegisteredV1) =>
      registeredFromV1(old),
    ),
    weighedV40: checked({
      ...weighed,
      remark: type.Optional(text),
      unit: type.Enum(['gram', 'ounce']),
      employee: uuid,
      place: text,
      tray: integer,
      charge: integer,
      rack: integer,
      instrument: text,
    }),
    weighedV1: checked(
      { scale: text, operator: uuid, station: text, batch: integer, ...weighed },
      (old: ParcelWeighedV1) => weighedFromV1(old),
    ),
  };
}
