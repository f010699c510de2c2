import type { Registry } from '@varve/runtime/operations';
import { hashOf } from '../../host/memo.js';

/** Tells whether two runs read with the same shapes: of every stored name, all its versions. Custom functions are not seen. */
export function fingerprintOf(registries: readonly Registry[]): string {
  const texts = registries.flatMap(({ context, names }) =>
    [...names].map(([name, { definition, alias }]) => {
      const { versions, schemaVersion, ignored } = definition;
      const hashes = Object.keys(versions);
      return JSON.stringify([context, name, schemaVersion, ignored, alias, hashes]);
    }),
  );
  return hashOf(texts.sort()).slice(0, 16);
}
