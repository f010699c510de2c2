import type { MessageSamples } from '../../model/samples-model.js';
import type { JsonValue } from '../../model/type-model.js';
import { propertyKey } from '../../naming/property-key.js';
import { array, json, object, type Code } from '../layout/code.js';
import { constantStatement } from '../layout/lay-out.js';
import { constName, type ModuleScope } from '../names/module-scope.js';

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const jsonValue = { module: 'npm:@varve/runtime', name: 'JsonValue', kind: 'type' } as const;

/** Samples as expressions, in which the value of a named type is a constant, declared where it is first met. */
export class SampleCode {
  /** Statements, each behind those that it needs. */
  readonly constants: string[] = [];
  readonly #scope: ModuleScope;
  readonly #samples: MessageSamples;
  readonly #names = new Map<JsonValue, string>();

  constructor(scope: ModuleScope, samples: MessageSamples) {
    this.#scope = scope;
    this.#samples = samples;
  }

  of(value: JsonValue): Code {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    const type = this.#samples.typeOf(value);
    if (type === undefined) return this.#members(value);
    const code = this.#members(value);
    const name = this.#scope.claim(value, `${constName(type.name)}Sample`);
    this.constants.push(constantStatement(`const ${name}: ${this.#scope.type(jsonValue)} = `, code));
    this.#names.set(value, name);
    return name;
  }

  #members(value: JsonValue): Code {
    if (typeof value !== 'object' || value === null) return json(value);
    if (isList(value)) return array(value.map((item) => this.of(item)));
    return object(Object.entries(value).map(([key, member]) => [propertyKey(key), this.of(member)]));
  }
}
