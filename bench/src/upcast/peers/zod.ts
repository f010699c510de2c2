/** zod checks each stored version with a strict object; what brings it to the latest is the function written by hand. */
import type { ParcelRegisteredV1, ParcelWeighedV1 } from '../../../evolved/generated/freight/parcel.events.js';
import { instantForm, uuidForm } from '../forms.js';
import { registeredFromV1, weighedFromV1 } from '../hand.js';
import { textWay, type Way, type Ways } from '../way.js';
import { importPeer } from './import-peer.js';

interface ZodSchema {
  parse(value: unknown): unknown;
  optional(): ZodSchema;
  transform(change: (value: never) => unknown): ZodSchema;
}

interface Zod {
  strictObject(fields: Readonly<Record<string, ZodSchema>>): ZodSchema;
  string(): ZodSchema & { regex(form: RegExp): ZodSchema };
  int(): ZodSchema;
  enum(members: readonly string[]): ZodSchema;
}

export async function loadZod(): Promise<Ways | undefined> {
  const module = await importPeer<{ readonly z: Zod }>('zod');
  return module && zodPeer(module.z);
}

function zodPeer(z: Zod): Ways {
  const text = z.string();
  const integer = z.int();
  const uuid = z.string().regex(uuidForm);
  const instant = z.string().regex(instantForm);
  const channel = z.enum(['web', 'store']);
  const quality = z.enum(['good', 'poor', 'unknown']);
  return {
    registeredV3: parsing(
      z.strictObject({
        sku: text,
        pieces: integer,
        channel,
        registeredAt: instant,
        customerId: uuid,
        priority: z.enum(['low', 'normal', 'high']),
        unitCents: integer,
        currency: text,
        note: text.optional(),
      }),
    ),
    registeredV1: parsing(
      z
        .strictObject({ custId: uuid, sku: text, pieces: integer, cents: integer, channel, registeredAt: instant })
        .transform((old: ParcelRegisteredV1) => registeredFromV1(old)),
    ),
    weighedV40: parsing(
      z.strictObject({
        grams: integer,
        quality,
        weighedAt: instant,
        remark: text.optional(),
        unit: z.enum(['gram', 'ounce']),
        employee: uuid,
        place: text,
        tray: integer,
        charge: integer,
        rack: integer,
        instrument: text,
      }),
    ),
    weighedV1: parsing(
      z
        .strictObject({
          scale: text,
          grams: integer,
          operator: uuid,
          station: text,
          quality,
          batch: integer,
          weighedAt: instant,
        })
        .transform((old: ParcelWeighedV1) => weighedFromV1(old)),
    ),
  };
}

function parsing(schema: ZodSchema): Way {
  return textWay((text) => schema.parse(JSON.parse(text)));
}
