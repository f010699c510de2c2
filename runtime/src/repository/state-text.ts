import type { Context } from '../command/context.js';
import { foldStream } from './fold-stream.js';
import type { Keeping } from './open-repository.js';
import type { StreamSource } from './read-pages.js';

/** JSON text of the state that a stream had at a stream version, for people. @throws what folding throws */
export type TellState = (source: StreamSource, streamVersion: number) => Promise<string>;

/** Shared by all copies of this package: tools may have another one than the program that they look at. */
const states: unique symbol = Symbol.for('@varve/runtime/states') as never;

interface Telling {
  readonly [states]?: Map<string, TellState>;
}

/** Remembers how states of a category are told in a context, for tools that show them. */
export function noteStates<State>(context: Context & Telling, category: string, keeping: Keeping<State>): void {
  const noted = context[states] ?? new Map<string, TellState>();
  Object.defineProperty(context, states, { value: noted, configurable: true });
  noted.set(category, async (source, streamVersion) => {
    const until = ({ position }: { readonly position: number }): boolean => position < streamVersion;
    const { state } = await foldStream(source, keeping.behaviour, { until });
    return stateText(keeping, state);
  });
}

export function statesOf(context: Context & Telling, category: string): TellState | undefined {
  return context[states]?.get(category);
}

/** As it is kept in snapshots, where somebody says how; otherwise what JSON sees of it. */
function stateText<State>({ behaviour, codec }: Keeping<State>, state: State): string {
  if (codec !== undefined) return codec.encode(state);
  const declared = behaviour.declared(state, []) ?? state;
  const text: string | undefined = JSON.stringify(declared, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return text ?? 'null';
}
