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
    if (l < left.length && left[l] === right[r]) {
      out.push(`    ${left[l++] ?? ''}`);
      r += 1;
    } else if (l < left.length && at(common, l + 1, r) >= at(common, l, r + 1)) out.push(`  - ${left[l++] ?? ''}`);
    else if (r < right.length) out.push(`  + ${right[r++] ?? ''}`);
    else out.push(`  - ${left[l++] ?? ''}`);
  }
  return out.join('\n');
}

type Lengths = readonly (readonly number[])[];

function at(table: Lengths, l: number, r: number): number {
  return table[l]?.[r] ?? 0;
}

/** Lengths of the longest common subsequences of all suffixes. */
function longestCommon(left: readonly string[], right: readonly string[]): Lengths {
  const table: number[][] = [[]];
  for (const line of [...left].reverse()) {
    const below: readonly number[] = table[0] ?? [];
    const row: number[] = [];
    for (let r = right.length - 1; r >= 0; r -= 1) {
      row[r] = line === right[r] ? (below[r + 1] ?? 0) + 1 : Math.max(below[r] ?? 0, row[r + 1] ?? 0);
    }
    table.unshift(row);
  }
  return table;
}
