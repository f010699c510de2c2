// Extraction: data taken straight out of JSON text, by the groups of one regular expression. It checks and decodes at once,
// in less time than the platform takes to parse, where data is an object whose fields stand in declared order, as our own
// writer writes them. In: a shape. Out: a function that gives exactly what parsing would give, or says that it cannot tell.
import { exactJson, type JsonCapture, longestPattern, nextMember, parsedCapture, quoted } from './json-pattern.js';
import type { Operations, RecordParts } from './shape.js';

/** Data of a text that surely fits; `undefined` where parsing has to find out. */
export type ExtractData = (json: string) => object | undefined;

/**
 * Extracted texts may be windows of the whole text, and keep it in memory for as long as they are kept themselves. This is
 * as much as one kept field may hold on to.
 */
const longestText = 1_000;

/** Texts in a row, as it were, that may come to nothing before extraction is no longer tried. */
const patience = 100;

/** One field of an object, and where its value comes from. */
type Member = Value | Nested;

interface Value {
  readonly name: string;
  readonly group: number;
  readonly nested: undefined;
  readonly take: JsonCapture['take'];
  /** Without a match the value is null; otherwise the field is absent. */
  readonly orNull: boolean;
}

interface Nested {
  readonly name: string;
  readonly nested: readonly Member[];
}

/** The extractor of a shape; one that never can tell, where the shape is no object of which all fields have patterns. */
export function extractor(shape: Operations): ExtractData {
  return partsExtractor(partsIn(shape));
}

/** As `extractor`, for an object of these parts. */
export function partsExtractor(parts: RecordParts | undefined): ExtractData {
  const plan = new Plan();
  const members: Member[] = [];
  const pattern = plan.object(parts, members);
  if (pattern === undefined || pattern.length > longestPattern) return () => undefined;
  let expression: RegExp | undefined;
  let left = patience;
  return (json) => {
    if (left === 0 || json.length > longestText) return undefined;
    const groups = (expression ??= new RegExp(`^${pattern}$`)).exec(json);
    const data = groups === null ? undefined : built(members, groups);
    if (data === undefined) left -= 1;
    else if (left < patience) left += 1;
    return data;
  };
}

function partsIn(shape: Operations): RecordParts | undefined {
  return shape.plain ? shape.parts() : undefined;
}

/** Numbers the groups while a pattern is put together. */
class Plan {
  #groups = 0;

  /** The pattern of an object, whose members go into `members`; `undefined` where there is none. */
  object(parts: RecordParts | undefined, members: Member[]): string | undefined {
    if (parts === undefined || parts.extra !== undefined) return undefined;
    const fields = Object.entries(parts.fields);
    const last = fields.findLastIndex(([, { presence }]) => presence !== 'optional');
    // Without a field that is always there, commas would depend on each other.
    if (last < 0 && fields.length > 0) return undefined;
    let pattern = '';
    for (const [at, [name, field]] of fields.entries()) {
      const value = name in Object.prototype ? undefined : this.#member(name, field, members);
      if (value === undefined) return undefined;
      const member = `${exactJson(name)}:${value}`;
      pattern += nextMember(member, field.presence === 'optional', Math.sign(at - last));
    }
    return String.raw`\{${pattern}\}`;
  }

  #member(name: string, field: Operations, members: Member[]): string | undefined {
    const isOptional = field.presence === 'optional';
    const nested: Member[] = [];
    const before = this.#groups;
    const inner = isOptional ? undefined : this.object(partsIn(field), nested);
    if (inner !== undefined) {
      members.push({ name, nested });
      return inner;
    }
    // Groups of an object that came to nothing are in no pattern.
    this.#groups = before;
    const capture = captureOf(field, isOptional);
    if (capture === undefined) return undefined;
    const { form, isQuoted, orNull, take } = capture;
    this.#groups += 1;
    members.push({ name, nested: undefined, group: this.#groups, take, orNull });
    const value = isQuoted ? quoted(`(${form})`) : `(${form})`;
    return orNull ? `(?:null|${value})` : value;
  }
}

/** How one value is captured: by itself, or as JSON that is parsed. */
function captureOf(field: Operations, isOptional: boolean): JsonCapture | undefined {
  if (!field.plain) return undefined;
  const capture = field.capture();
  // An optional field without a match is absent, so that null has to be seen.
  if (capture !== undefined && !(isOptional && capture.orNull)) return capture;
  const pattern = field.pattern();
  return pattern === undefined ? undefined : parsedCapture(pattern);
}

/** @returns undefined where a part turns out to be no JSON */
function built(members: readonly Member[], groups: RegExpExecArray): object | undefined {
  try {
    return buildObject(members, groups);
  } catch {
    return undefined;
  }
}

function buildObject(members: readonly Member[], groups: RegExpExecArray): object {
  const data: Record<string, unknown> = {};
  for (const member of members) {
    if (member.nested !== undefined) {
      data[member.name] = buildObject(member.nested, groups);
      continue;
    }
    const text = groups[member.group];
    if (text !== undefined) data[member.name] = member.take === undefined ? text : member.take(text);
    else if (member.orNull) data[member.name] = null;
  }
  return data;
}
