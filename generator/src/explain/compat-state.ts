import { type Example, order, released } from './examples.js';
import type { Explanation } from './explanation.js';

const counted = (...lines: readonly string[]): Example =>
  order(
    ...lines,
    'events: { OrderPlaced: { 1: {} } }',
    'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }',
    'state: { 1: { total: number } }',
  );

/** What is stored of an aggregate: its events, facts beside them, or its state. */
export const compatState: Readonly<Record<string, Explanation>> = {
  'fact-added': {
    title: 'An aggregate that was released without facts leaves facts now.',
    why: 'Whoever reads the log with older code meets events of a type that it does not know.',
    fix: 'Deploy readers first; nothing else is wrong with it.',
    bad: released(counted(), counted('facts: true')),
    good: released(counted('facts: true'), counted('facts: true')),
  },
  'fact-removed': {
    title: 'An aggregate that was released with facts leaves none any more.',
    why: 'The facts that are stored would be events of a type that nobody knows.',
    fix: 'Keep facts: true.',
    bad: released(counted('facts: true'), counted()),
    good: released(counted('facts: true'), counted('facts: true')),
  },
  'persistence-changed': {
    title: 'The truth of an aggregate was its events and is its state now, or the other way round.',
    why: 'Neither is found where the other was stored, so that every aggregate would begin anew.',
    fix: 'Keep the persistence; an aggregate of another name can have another one.',
    bad: released(counted(), counted('persistence: state')),
    good: released(counted('persistence: state'), counted('persistence: state')),
  },
};
