/** Repetitions without a bound: `*`, `+`, `{2,}`. */
const unbounded = /^(?:[*+]|\{[0-9]+,\})/;
const bounded = /^(?:\?|\{[0-9]+(?:,[0-9]+)?\})/;

/**
 * Whether a regular expression has a group that repeats without bound and holds something that does, as in `(a+)+`: the
 * form behind nearly all catastrophic backtracking. Groups that begin with something that cannot be skipped, as in
 * `(,[a-z]+)*`, are taken to be safe when nothing in the repeated part can match it; see the tests for what is told apart.
 */
export function hasNestedRepetition(pattern: string): boolean {
  const groups: Group[] = [];
  let index = 0;
  while (index < pattern.length) {
    const { kind, length } = readAtom(pattern, index);
    const rest = pattern.slice(index + length);
    const isUnbounded = unbounded.test(rest);
    if (kind === 'open') groups.push({ repeats: false, start: index + length });
    const closed = kind === 'close' ? groups.pop() : undefined;
    if (closed?.repeats === true && isUnbounded && !hasFixedStart(pattern.slice(closed.start, index))) return true;
    if (kind !== 'open') markRepeats(groups, isUnbounded || closed?.repeats === true);
    index += length + repetitionLength(rest, kind);
  }
  return false;
}

interface Group {
  /** Holds a repetition without bound. */
  repeats: boolean;
  readonly start: number;
}

function markRepeats(groups: readonly Group[], repeats: boolean): void {
  const group = groups.at(-1);
  if (group !== undefined && repeats) group.repeats = true;
}

type Atom = { readonly kind: 'open' | 'close' | 'atom'; readonly length: number };

function readAtom(pattern: string, index: number): Atom {
  const rest = pattern.slice(index);
  const group = /^\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?/.exec(rest);
  if (group !== null) return { kind: 'open', length: group[0].length };
  if (rest.startsWith(')')) return { kind: 'close', length: 1 };
  const atom = /^(?:\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\[^]|\[(?:\\[^]|[^\]\\])*\]|[^])/u.exec(rest);
  return { kind: 'atom', length: atom?.[0].length ?? 1 };
}

function repetitionLength(rest: string, kind: Atom['kind']): number {
  if (kind === 'open') return 0;
  const found = unbounded.exec(rest) ?? bounded.exec(rest);
  if (found === null) return 0;
  return found[0].length + (rest[found[0].length] === '?' ? 1 : 0);
}

/** A repeated group that begins with one certain character, which the rest of it cannot match, has one way to match. */
function hasFixedStart(body: string): boolean {
  const start = /^(?:\(\?:)?(\\[^A-Za-z0-9]|[^\\[(.*+?{|^$\]])(?![*+?{])/u.exec(body);
  const [whole = '', character = ''] = start ?? [];
  if (start === null || body.includes('|')) return false;
  const rest = body.slice(whole.length);
  const plain = character.replace('\\', '');
  const classes = rest.match(classPattern) ?? [];
  const others = rest.replaceAll(classPattern, '');
  if (others.includes(plain) || /\./.test(others.replaceAll(/\\[^]/g, ''))) return false;
  return classes.every((each) => !new RegExp(each, 'u').test(plain));
}

/** Character classes and shorthands. */
const classPattern = /\[(?:\\[^]|[^\]\\])*\]|\\[dDsSwW]|\\[pP]\{[^}]*\}/gu;
