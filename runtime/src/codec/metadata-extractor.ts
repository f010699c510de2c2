// Metadata is written with its keys in whatever order a caller gave them, but by the same code most of the time: the keys
// of one text tell how the next one is taken apart.
import { type ExtractData, partsExtractor } from '../shape/json-extraction.js';
import type { PlainObject } from '../shape/plain-object.js';
import { text } from '../shape/scalar.js';
import type { Operations } from '../shape/shape.js';

/** Layouts to learn, each of which costs as much as reading a hundred events. */
const mostLessons = 20;

export interface MetadataExtractor {
  /** Metadata of a text that is laid out as one before, and fits; `undefined` where parsing has to find out. */
  readonly extract: (json: string) => PlainObject | undefined;
  /** Told what parsing gave where extraction could not. */
  readonly learn: (metadata: PlainObject) => void;
}

/** @param shapes by key; what no key says holds any JSON */
export function createMetadataExtractor(shapes: ReadonlyMap<string, Operations>): MetadataExtractor {
  let known: ExtractData | undefined;
  let left = mostLessons;
  return {
    extract: (json) => known?.(json) as PlainObject | undefined,
    learn(metadata) {
      if (left === 0) return;
      left -= 1;
      const entries = Object.entries(metadata);
      // Of any JSON, texts alone can be taken without a look at what is in them.
      if (!entries.every(([key, value]) => shapes.has(key) || typeof value === 'string')) return;
      const fields = Object.fromEntries(entries.map(([key]) => [key, shapes.get(key) ?? text]));
      known = partsExtractor({ fields, extra: undefined });
    },
  };
}
