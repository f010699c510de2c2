import { parseExactly } from '../codec/exact-json.js';
import { dataText } from '../codec/message-data.js';
import { problemsOf } from '../shape/make.js';
import { exactly, type Operations, reading, unbound } from '../shape/shape.js';

/** State as text and back. Both directions throw for what does not fit; what they throw is nobody's error but theirs. */
export interface StateCodec<State> {
  readonly encode: (state: State) => string;
  readonly decode: (text: string) => State;
}

/** How a state that the schemas do not know is kept: as JSON, and made of it again. Throwing means: fold the events. */
export interface SnapshotCodec<State> {
  readonly encode: (state: State) => unknown;
  readonly decode: (json: unknown) => State;
}

export function userCodec<State>({ encode, decode }: SnapshotCodec<State>): StateCodec<State> {
  return {
    encode(state) {
      const text: string | undefined = JSON.stringify(encode(state));
      if (text === undefined) throw new TypeError('The codec made no JSON of the state.');
      return text;
    },
    decode: (text) => decode(JSON.parse(text)),
  };
}

/** The codec of a declared state. Nothing else passes, in either direction. */
export function shapeCodec<State>(shape: Operations): StateCodec<State> {
  const exact = shape.exact();
  const mode = reading | (exact ? exactly : 0);
  return {
    encode(state) {
      if (!shape.accepts(state, unbound, 0)) throw misfit(shape, state, unbound);
      return dataText(shape, exact, state);
    },
    decode(text) {
      const wire: unknown = exact ? parseExactly(text) : JSON.parse(text);
      if (!shape.accepts(wire, mode, 0)) throw misfit(shape, wire, mode);
      // What the shape accepts is what the contract says the state is.
      return shape.decode(wire, mode) as State;
    },
  };
}

function misfit(shape: Operations, value: unknown, mode: number): TypeError {
  const problems = problemsOf(shape, value, mode).found.map(({ pointer, message }) => `${pointer} ${message}`);
  return new TypeError(`The state is not as declared: ${problems.join('; ')}`);
}
