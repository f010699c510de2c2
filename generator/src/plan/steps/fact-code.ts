import type { Expression } from '../../model/evolution-model.js';
import type { StoredFact } from '../../model/step-model.js';
import { propertyAccess } from '../../naming/property-key.js';
import type { Code } from '../layout/code.js';
import { flatText } from '../layout/lay-out.js';
import { resolve } from './expected-type.js';
import type { Position, StepContext } from './step-context.js';

/** What is known of the stored event, or what stands for it where that is absent. */
export function factCode(
  { fact, type, otherwise }: Expression & { readonly kind: 'fact' },
  at: Position,
  context: StepContext,
): Code {
  const text = factText(fact, at.facts);
  if (otherwise === undefined) return text;
  const instead = flatText(context.code(otherwise, at));
  const resolved = resolve(type, context);
  // Null is a value, which `??` would not let through.
  const mayBeNull = resolved.kind === 'union' || (resolved.kind === 'scalar' && resolved.scalar === 'json');
  return mayBeNull ? `${text} === undefined ? ${instead} : ${text}` : `${text} ?? ${instead}`;
}

export function factText(fact: StoredFact, facts: string): string {
  switch (fact.kind) {
    case 'recordedAt':
    case 'eventId':
    case 'streamVersion':
      return `${facts}.${fact.kind}`;
    case 'id':
      return propertyAccess(`${facts}.id`, fact.part);
    case 'metadata':
      return propertyAccess(`${facts}.metadata`, fact.key);
  }
}
