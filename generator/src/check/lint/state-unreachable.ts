import { defineMessages } from '../../diagnostics/messages.js';
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { StateModel } from '../../model/domain-model.js';
import type { Rule } from '../rule.js';

const report = defineMessages('check', {
  'state-unreachable': {
    severity: 'info',
    text: 'No transition of {aggregate} leads to the state {state}.',
    help: 'Add the transition, or remove the state.',
  },
});

export const stateUnreachable: Rule = {
  code: 'check/state-unreachable',
  purpose: 'A state that nothing leads to is left over, or a transition was forgotten.',
  check: ({ contexts }) =>
    contexts
      .flatMap((context) => context.aggregates)
      .flatMap(({ name: aggregate, state }) =>
        (state === undefined ? [] : unreachable(state)).map(({ tag, place }) =>
          report('state-unreachable', { aggregate, state: tag }, place),
        ),
      ),
};

interface UnreachableState {
  readonly tag: string;
  readonly place: Place;
}

function unreachable({ union, versions }: StateModel): readonly UnreachableState[] {
  const newest = versions.at(-1);
  if (union?.transitions === undefined || newest?.type.kind !== 'tagged') return [];
  const reached = new Set([union.initial]);
  // A set visits what is added while it is gone through.
  for (const from of reached) {
    for (const { to } of union.transitions.filter((each) => each.from === from))
      to.forEach((each) => reached.add(each));
  }
  return newest.type.variants
    .filter(({ tag }) => !reached.has(tag))
    .map(({ tag }) => ({ tag, place: atKey(child(newest.place, tag)) }));
}
