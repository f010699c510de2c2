/** What kind of thing is wrong. `enum` alone is what an unknown enum value gives. */
export type ProblemKind = 'missing' | 'unknown' | 'type' | 'format' | 'enum' | 'constraint' | 'unrepresentable';

/** One thing that is wrong with a value, and where. Messages name types and rules, never the value itself: it may be personal. */
export interface Problem {
  readonly kind: ProblemKind;
  /** JSON Pointer (RFC 6901) into the checked data; empty for the whole. */
  readonly pointer: string;
  readonly message: string;
}

/** Problems of one value: the first hundred, and how many more there are (counted up to 900). */
export interface ProblemList {
  readonly found: readonly Problem[];
  readonly omitted: number;
}

/** Problems that are listed one by one; further ones are counted. */
export const listedProblems = 100;
const countedProblems = 1_000;

/** Levels of recursion that data may have; what nests deeper, or contains itself, is refused. */
export const deepest = 256;

const escaped = (segment: string | number): string => String(segment).replaceAll('~', '~0').replaceAll('/', '~1');

/** Collects problems while a value is walked; only ever made once a value has been refused. */
export class Problems {
  readonly found: Problem[] = [];
  /** Problems beyond the listed ones. */
  omitted = 0;
  readonly #path: (string | number)[] = [];
  #recursions = 0;

  /** True when it is not worth walking on. */
  get full(): boolean {
    return this.found.length + this.omitted >= countedProblems;
  }

  /** Runs `walk` with `segment` added to the place. */
  within(segment: string | number, walk: () => void): void {
    if (this.full) return;
    this.#path.push(segment);
    walk();
    this.#path.pop();
  }

  /** Runs `walk` one recursion deeper, or says that the data goes too deep. */
  recurse(walk: () => void): void {
    if (this.#recursions >= deepest) return this.tooDeep();
    this.#recursions += 1;
    walk();
    this.#recursions -= 1;
  }

  tooDeep(): void {
    this.add('unrepresentable', `nests deeper than ${deepest} levels, or contains itself`);
  }

  add(kind: ProblemKind, message: string, below = ''): void {
    if (this.found.length >= listedProblems) this.omitted += this.full ? 0 : 1;
    else
      this.found.push({ kind, pointer: this.#path.map((segment) => `/${escaped(segment)}`).join('') + below, message });
  }

  /** Says what should have been there. */
  expected(what: string, value: unknown): void {
    this.add('type', `must be ${what}, not ${kindOf(value)}`);
  }
}

/** Problems as lines of a message: all that are listed, and how many more there are. */
export function problemText({ found, omitted }: ProblemList): string {
  const lines = found.map(({ pointer, message }) => `\n  ${pointer === '' ? 'data' : pointer} ${message}`);
  return lines.join('') + (omitted > 0 ? `\n  and ${omitted} more` : '');
}

/** What a value is, in words, without saying what it holds. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : String(value);
  if (typeof value !== 'object') return value === undefined ? 'undefined' : `a ${typeof value}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return 'an object';
  const maker: unknown = Reflect.get(value, 'constructor');
  return typeof maker === 'function' ? `an instance of ${maker.name}` : 'an instance of a class';
}
