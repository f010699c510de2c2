/**
 * Every option of a context in the runtime. Aggregates stand beside them in one object, so none may take such a name; that
 * the list is whole is checked where the runtime's types are known.
 */
export const contextOptionNames = [
  ...(['store', 'now', 'newId', 'random', 'sleep', 'attempts', 'middleware', 'subscribers', 'check'] as const),
  ...(['snapshots', 'rememberedStreams', 'longestStream', 'observer'] as const),
  'unknownFields',
  'writeAs',
] as const;
