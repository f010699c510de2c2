import type { Expression } from '../../model/evolution-model.js';
import type { StoredFact } from '../../model/step-model.js';
import type { TypeModel } from '../../model/type-model.js';
import { propertyAccess } from '../../naming/property-key.js';
import type { Code } from '../layout/code.js';
import { onOneLine } from '../layout/lay-out.js';
import { isBranded } from '../types/scalar-table.js';
import { mayBeNull, resolve } from './expected-type.js';
import type { Position, StepContext } from './step-context.js';

/** What is known of the stored event, or what stands for it where that is absent. */
export function factCode(
  { fact, type, otherwise }: Expression & { readonly kind: 'fact' },
  at: Position,
  context: StepContext,
): Code {
  const known = factText(fact, at.facts);
  const isBrandedId =
    fact.kind === 'eventId' && isBranded('uuid', context.plan.config.scalars) && isUuid(type, context);
  const text = isBrandedId ? `${context.scope.door('toUuid')}(${known})` : known;
  if (otherwise === undefined) return text;
  const instead = onOneLine(context.code(otherwise, at));
  // Null is a value, which `??` would not let through.
  return mayBeNull(type, context) ? `${text} === undefined ? ${instead} : ${text}` : `${text} ?? ${instead}`;
}

function isUuid(type: TypeModel, context: StepContext): boolean {
  const resolved = resolve(type, context);
  if (resolved.kind === 'union') return resolved.members.some((member) => isUuid(member, context));
  return resolved.kind === 'scalar' && resolved.scalar === 'uuid';
}

function factText(fact: StoredFact, facts: string): string {
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
