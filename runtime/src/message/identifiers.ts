declare const brand: unique symbol;

/** A value of type `T` that only the named gate may produce. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Identity of one event: a UUID, lower case. Derived (version 5) from command id and index where a command has an id, otherwise time-ordered (version 7). */
export type EventId = Brand<string, 'EventId'>;

/** `<category>-<id>`: the id starts after the first `-`. */
export type StreamName = Brand<string, 'StreamName'>;

/** What a caller chose to make a command run once. */
export type CommandId = string;
