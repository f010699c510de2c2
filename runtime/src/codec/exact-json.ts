// JSON whose numbers keep every digit, for the few events that hold such numbers. Everything else goes through the
// platform's own JSON, which is many times faster. In: JSON text. Out: values whose numbers are `ExactNumber`; and back.
import { ExactNumber } from '../shape/exact-number.js';
import { setOwn } from '../shape/plain-object.js';

const token = /[[\]{},:]|true|false|null|-?\d[\d.eE+-]*|"(?:[^"\\]|\\.)*"/g;

/** @throws SyntaxError for text that is no JSON */
export function parseExactly(text: string): unknown {
  // The platform judges the syntax; what follows may trust it.
  JSON.parse(text);
  const tokens = text.match(token) ?? [];
  let next = 0;
  const value = (): unknown => {
    const here = tokens[next] ?? '';
    next += 1;
    switch (here[0]) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
      case 't':
      case 'f':
      case 'n':
        return JSON.parse(here);
      default:
        return new ExactNumber(here);
    }
  };
  const array = (): unknown[] => {
    const items: unknown[] = [];
    while (tokens[next] !== ']') {
      items.push(value());
      if (tokens[next] === ',') next += 1;
    }
    next += 1;
    return items;
  };
  const object = (): Record<string, unknown> => {
    const members: Record<string, unknown> = {};
    while (tokens[next] !== '}') {
      const key: unknown = JSON.parse(tokens[next] ?? '""');
      next += 2;
      setOwn(members, String(key), value());
      if (tokens[next] === ',') next += 1;
    }
    next += 1;
    return members;
  };
  return value();
}

/** JSON text of data that was encoded by a shape, exact numbers written as they are. */
export function stringifyExactly(value: unknown): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(stringifyExactly).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${stringifyExactly(member)}`);
  return `{${members.join(',')}}`;
}
