import { objectMembers } from './reserved-words.js';

/** Methods that the object of an aggregate has besides those of commands; with a `then` it would pass for a promise. */
export const repositoryMembers: ReadonlySet<string> = new Set([...objectMembers, 'events', 'load', 'then']);

/** Members that every aggregate class has; no method of a message is called so. */
export const inheritedMembers: ReadonlySet<string> = new Set([
  ...objectMembers,
  'raise',
  'evolve',
  'handle',
  'toSnapshot',
  'fromSnapshot',
]);
