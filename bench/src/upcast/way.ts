import type { StoredEvent } from '@varve/runtime';

/** One way to read stored events, prepared for some of them: gives what the event at a place was read as. */
export type Way = (events: readonly StoredEvent[]) => (place: number) => unknown;

/** Reads `input` of an event, which is made beforehand, by `decode`; that throws for what it does not accept. */
export function way<Input>(input: (stored: StoredEvent) => Input, decode: (input: Input) => unknown): Way {
  return (events) => {
    const inputs = events.map(input);
    return (place) => {
      const given = inputs[place];
      if (given === undefined) throw new RangeError(`There is no event ${place}.`);
      return decode(given);
    };
  };
}

/** Reads the text of an event's data. */
export function textWay(decode: (text: string) => unknown): Way {
  return way(({ data }) => data, decode);
}

/** What one participant has for each thing that is read. */
export interface Ways {
  readonly registeredV3: Way;
  readonly registeredV1: Way;
  readonly weighedV40: Way;
  readonly weighedV1: Way;
}
