import type { SourceFile } from '../../diagnostics/place.js';
import type { JsonValue } from '../../model/type-model.js';
import { loadDocument } from '../load-document.js';
import { pathTo, type VersionRequest } from './version-request.js';

type JsonObject = { readonly [key: string]: JsonValue };

/** Whether the new text means what the old one did, with one more version and nothing else. */
export function provesAddition(file: SourceFile, text: string, request: VersionRequest): boolean {
  const before = loadDocument(file);
  const after = loadDocument({ path: file.path, text });
  if (!before.ok || !after.ok) return false;
  const { value } = after.value;
  const expected = expectedValues(before.value.value, request);
  return expected.some((each) => canonical(each) === canonical(value));
}

/** The version may be written in full, or as like the one before. */
function expectedValues(document: JsonValue, request: VersionRequest): JsonValue[] {
  const { newest, versioned } = request;
  const path = pathTo(request);
  const declared = path.reduce<JsonValue | undefined>(member, document);
  if (declared === undefined) return [];
  const withDeclaration = (declaration: JsonValue): JsonValue => withMemberAt(document, path, declaration);
  if (!versioned) return wrapped(declared).map(withDeclaration);
  const copy = member(declared, String(newest));
  if (copy === undefined) return [];
  const added = String(newest + 1);
  return [copy, { like: newest }].map((value) => withDeclaration(withMember(declared, added, value)));
}

/** What is said of the type stays there, whatever of it is moved out of the version. */
function wrapped(declared: JsonValue): JsonValue[] {
  const moved = isObject(declared) ? ['description', 'deprecated'].filter((key) => Object.hasOwn(declared, key)) : [];
  return [moved, []].map((keys): JsonValue => {
    if (!isObject(declared)) return { 1: declared, 2: declared };
    const entries = Object.entries(declared);
    const rest = Object.fromEntries(entries.filter(([key]) => !keys.includes(key)));
    return { ...Object.fromEntries(entries.filter(([key]) => keys.includes(key))), 1: rest, 2: rest };
  });
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const member = (value: JsonValue | undefined, key: string): JsonValue | undefined =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

const withMember = (value: JsonValue | undefined, key: string, to: JsonValue): JsonValue =>
  isObject(value) ? { ...value, [key]: to } : { [key]: to };

function withMemberAt(value: JsonValue | undefined, [key, ...inner]: readonly string[], to: JsonValue): JsonValue {
  return key === undefined ? to : withMember(value, key, withMemberAt(member(value, key), inner, to));
}

function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_key, inner: JsonValue) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
