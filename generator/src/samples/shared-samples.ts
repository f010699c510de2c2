import type { JsonValue, RefType } from '../model/type-model.js';

type Named = Omit<RefType, 'kind'>;

const keyOf = ({ context, name, schemaVersion }: Named, isFull: boolean): string =>
  `${context}.${name}@${String(schemaVersion)}${isFull ? '' : ' least'}`;

/** One value for each named type, used wherever the type is, so that it need be printed once. */
export class SharedSamples {
  readonly #values = new Map<string, JsonValue>();
  readonly #types = new Map<JsonValue, Named>();

  find(type: Named, isFull: boolean): JsonValue | undefined {
    return this.#values.get(keyOf(type, isFull));
  }

  add(type: Named, isFull: boolean, value: JsonValue): void {
    this.#values.set(keyOf(type, isFull), value);
    if (typeof value === 'object' && value !== null && !this.#types.has(value)) this.#types.set(value, type);
  }

  /** The type that an object, or a list, is the value of: this very one, not one alike. */
  typeOf(value: JsonValue): Named | undefined {
    return this.#types.get(value);
  }
}
