import { defineMessages } from '../../diagnostics/messages.js';
import type { Place } from '../../diagnostics/place.js';
import type { AggregateModel, ContextModel } from '../../model/domain-model.js';
import { aggregateShapes } from '../../model/walk-types.js';
import type { Rule } from '../rule.js';

const report = defineMessages('check', {
  'deprecated-without-replacement': {
    severity: 'info',
    text: '{name} is deprecated, and the reason names nothing to use instead.',
    help: 'Name what is to be used now, as in deprecated: Use remarks.',
  },
});

interface Deprecated {
  readonly name: string;
  readonly deprecated: string | undefined;
  readonly place: Place;
}

export const deprecatedWithoutReplacement: Rule = {
  code: 'check/deprecated-without-replacement',
  purpose: 'Whoever is told not to use something has to know what to use.',
  isOptional: true,
  check: ({ contexts }) => {
    const messages = contexts.flatMap(({ aggregates }) => aggregates.flatMap(messagesOf));
    const types = contexts.flatMap((context: ContextModel) => context.types);
    const known = new Set([...messages, ...types].map(({ name }) => name));
    const found = [...messages, ...types].flatMap((each) => unreplaced(each, known));
    const shapes = contexts.flatMap(({ aggregates, projections }) => [
      ...aggregates.map(aggregateShapes),
      ...projections.map((projection) => [projection]),
    ]);
    const fields = shapes.flatMap(fieldsWithoutReplacement);
    return [...found, ...fields].map(({ name, place }) => report('deprecated-without-replacement', { name }, place));
  },
};

function messagesOf({ events, commands }: AggregateModel): readonly Deprecated[] {
  return [...events, ...commands];
}

// A version that is like another shares its fields.
function fieldsWithoutReplacement(
  shapes: readonly { readonly fields: readonly Deprecated[] }[],
): readonly Deprecated[] {
  const found = new Map<Place, Deprecated>();
  for (const { fields } of shapes) {
    const known = new Set(fields.map(({ name }) => name));
    for (const field of fields.flatMap((each) => unreplaced(each, known))) found.set(field.place, field);
  }
  return [...found.values()];
}

/** The thing itself when its reason names none of those, or only itself. */
function unreplaced(thing: Deprecated, known: ReadonlySet<string>): readonly Deprecated[] {
  if (thing.deprecated === undefined) return [];
  const words = thing.deprecated.split(/[^\p{L}\p{N}_$-]+/u);
  return words.some((word) => word !== thing.name && known.has(word)) ? [] : [thing];
}
