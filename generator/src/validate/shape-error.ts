import { child, root, type Place, type SourceFile } from '../diagnostics/place.js';
import type { JsonValue } from '../model/type-model.js';

/** An error as the compiled meta-schema gives it. */
export interface SchemaError {
  /** JSON Pointer of the value. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Set when the name of a key is judged, not its value. */
  readonly propertyName?: string;
}

/** An error with the value it is about. */
export interface ShapeError {
  readonly keyword: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName: string | undefined;
  /** Keys from the root. */
  readonly path: readonly string[];
  readonly value: JsonValue | undefined;
  /** The value. */
  readonly place: Place;
  /** The definition that was not met and the keys within it: `event`, `event.examples`, `document.imports.items`. */
  readonly definition: string;
}

export interface JudgedDocument {
  readonly file: SourceFile;
  readonly value: JsonValue;
  readonly kind: 'document' | 'config';
}

export function shapeError({ file, value, kind }: JudgedDocument, error: SchemaError): ShapeError {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  let place = root(file);
  let found: JsonValue | undefined = value;
  for (const key of path) {
    place = child(place, Array.isArray(found) ? Number(key) : key);
    found = memberOf(found, key);
  }
  const definition = definitionOf(error.schemaPath, kind);
  const { keyword, schemaPath, params, propertyName } = error;
  return { keyword, schemaPath, params, propertyName, path, value: found, place, definition };
}

/** Steps of a schema path that lead into a value; the other parts are keywords that stay at the same value. */
const steps = /\/(?:properties\/([^/]+)|patternProperties\/[^/]+|(additionalProperties|items))(?=\/)/g;

function definitionOf(schemaPath: string, kind: string): string {
  const [prefix = '#', name = kind] = /^#\/\$defs\/([^/]+)/.exec(schemaPath) ?? [];
  const inner = [...schemaPath.slice(prefix.length).matchAll(steps)];
  return [name, ...inner.map(([, key, step]) => key ?? (step === 'items' ? 'items' : '*'))].join('.');
}

export function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  // What an array has besides its items is no member.
  return Object.prototype.propertyIsEnumerable.call(value, key) ? (Reflect.get(value, key) as JsonValue) : undefined;
}

export function keysOf(value: JsonValue | undefined): readonly string[] {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : [];
}

/** A parameter that is a text. */
export function textParameter(error: ShapeError, name: string): string {
  const found = error.params[name];
  return typeof found === 'string' ? found : '';
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
