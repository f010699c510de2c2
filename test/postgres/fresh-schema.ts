let schemas = 0;

/** A name that no other store of this test file has, with what names in SQL stumble over. */
export function freshSchema(): string {
  schemas += 1;
  return `Fall "${schemas}" o'né`;
}
