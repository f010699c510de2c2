import { atKey, child } from '../../diagnostics/place.js';
import type { RejectionModel } from '../../model/domain-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { bindShape } from '../types/bind-shape.js';
import type { AggregateSource } from './aggregate-source.js';

/** The rejections of an aggregate, by name. They have no versions: stored results expire. */
export function bindRejections({ document, context, root, scope }: AggregateSource): readonly RejectionModel[] {
  const section = child(root, 'rejections');
  return Object.entries(document.rejections ?? {})
    .map(([name, raw]) => {
      const place = child(section, name);
      const source = { raw, place, owner: name, schemaVersion: undefined, earlier: () => undefined };
      const shape = bindShape(source, scope);
      return { name, type: `${context}.${name}`, shape, description: shape.description, place: atKey(place) };
    })
    .sort((left, right) => byCodeUnit(left.name, right.name));
}
