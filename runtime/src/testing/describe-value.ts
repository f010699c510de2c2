/** A value as lines of text that a person can compare: keys in their order, one member a line, nothing left out. */
export function describeValue(value: unknown, indent = ''): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Uint8Array) return `bytes(${value.join(' ')})`;
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (Array.isArray(value))
    return lines(
      '[',
      value.map((item: unknown) => describeValue(item, `${indent}  `)),
      ']',
      indent,
    );
  if (value instanceof Map) return `Map ${describeValue([...value.entries()], indent)}`;
  if (value instanceof Set) return `Set ${describeValue([...value], indent)}`;
  const members = Object.entries(value).map(([key, member]) => `${key}: ${describeValue(member, `${indent}  `)}`);
  return lines('{', members, '}', indent);
}

function lines(open: string, members: readonly string[], close: string, indent: string): string {
  if (members.length === 0) return open + close;
  return `${open}\n${members.map((member) => `${indent}  ${member},\n`).join('')}${indent}${close}`;
}

/** Two texts line by line: `-` only in the first, `+` only in the second. */
export function lineDifference(expected: string, actual: string): string {
  const left = expected.split('\n');
  const right = actual.split('\n');
  const common = longestCommon(left, right);
  const out: string[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length || r < right.length) {
    const here = common[l]?.[r] ?? 0;
    if (l < left.length && r < right.length && left[l] === right[r]) {
      out.push(`    ${left[l] ?? ''}`);
      l += 1;
      r += 1;
    } else if (r >= right.length || (l < left.length && (common[l + 1]?.[r] ?? 0) >= here)) {
      out.push(`  - ${left[l] ?? ''}`);
      l += 1;
    } else {
      out.push(`  + ${right[r] ?? ''}`);
      r += 1;
    }
  }
  return out.join('\n');
}

/** Lengths of the longest common subsequences of all suffixes. */
function longestCommon(left: readonly string[], right: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let l = left.length - 1; l >= 0; l -= 1) {
    for (let r = right.length - 1; r >= 0; r -= 1) {
      const row = table[l];
      if (row === undefined) continue;
      const below = table[l + 1];
      row[r] = left[l] === right[r] ? (below?.[r + 1] ?? 0) + 1 : Math.max(below?.[r] ?? 0, row[r + 1] ?? 0);
    }
  }
  return table;
}
