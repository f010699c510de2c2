/**
 * Compiles constraints to functions with ajv, the reference for what JSON Schema's assertion keywords mean. In: one
 * distinct set of constraints and the kind of value it stands on. Out: code that needs neither ajv nor `require`.
 * One ajv instance serves a run: what makes ajv dear is making instances, not schemas.
 */
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import type { CheckFunction, CheckSchema, CompileCheck, CompiledCheck } from '../model/check-model.js';
import { exactKeywords, exactSchema, plainKeywords } from './exact-keywords.js';

/** Makes a compiler that remembers what it has compiled. */
export function createCheckCompiler(): CompileCheck {
  const ajv = createAjv();
  const compiled = new Map<string, CompiledCheck>();
  return (schema, name) => {
    const key = JSON.stringify([name, schema.base, schema.constraints]);
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const check = compileCheck(ajv, schema, name);
    compiled.set(key, check);
    return check;
  };
}

function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    // Schemas are made here, not read; and nothing refers to them.
    validateSchema: false,
    meta: false,
    addUsedSchema: false,
    inlineRefs: false,
    ownProperties: true,
    code: { source: true, esm: true, lines: true, optimize: true },
  });
  // Both only matter to schemas made of several; each costs every function a preamble.
  ajv.opts.unevaluated = false;
  ajv.opts.dynamicRef = false;
  for (const keyword of exactKeywords) ajv.addKeyword(keyword);
  return ajv;
}

/** Where ajv would `require` a function of its own, the runtime has one. */
const runtimeFunctions: ReadonlyMap<string, CheckFunction> = new Map<string, CheckFunction>([
  ['require("ajv/dist/runtime/ucs2length").default', 'codePointLength'],
  ['require("ajv/dist/runtime/equal").default', 'equal'],
  ['compareDecimals', 'compareDecimals'],
  ['isDecimalMultiple', 'isDecimalMultiple'],
]);

function compileCheck(ajv: Ajv2020, schema: CheckSchema, name: string): CompiledCheck {
  const compiling: AnySchemaObject = exactSchema(schema);
  const { source } = ajv.compile(compiling);
  if (source === undefined) throw new Error('ajv gave no source.');
  const names = new Map([[source.validateName.str, name]]);
  const uses = new Set<CheckFunction>();
  const constants: { readonly name: string; readonly code: string }[] = [];
  for (const value of Object.values(source.scopeValues).flatMap((values) => [...(values ?? [])])) {
    const code = String(value.value?.code);
    const runtimeFunction = runtimeFunctions.get(code);
    if (value.prefix === 'schema') continue;
    if (runtimeFunction === undefined) {
      const constant = `${name}${capital(value.prefix)}${constants.length === 0 ? '' : String(constants.length + 1)}`;
      names.set(value.str, constant);
      constants.push({ name: constant, code });
    } else {
      names.set(value.str, runtimeFunction);
      uses.add(runtimeFunction);
    }
  }
  ajv.removeSchema(compiling);
  return { uses: [...uses].sort(), constants, code: indented(renamed(source.validateCode, names, schema)) };
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Double-quoted strings, which stay, or identifiers. ajv writes no other strings, and regular expressions as strings. */
const token = /"(?:[^"\\]|\\.)*"|[A-Za-z_$][\w$]*/g;

function renamed(code: string, names: ReadonlyMap<string, string>, { base }: CheckSchema): string {
  // Only schemas without texts of their own have the keywords whose names are put right.
  const text = base === 'string' ? (found: string): string => found : plainKeywords;
  // No schema refers to another, so nobody passes these on.
  const alone = code.replace(', parentData, parentDataProperty, rootData=data}', '}');
  return alone.replace(token, (found) => names.get(found) ?? text(found));
}

/** ajv writes a statement a line, and braces at the ends of lines. */
function indented(code: string): string {
  let depth = 0;
  const lines = code
    .trim()
    .split('\n')
    .map((line) => {
      if (line.startsWith('}')) depth -= 1;
      const text = '  '.repeat(depth) + line;
      if (line.endsWith('{')) depth += 1;
      return text;
    });
  return lines.join('\n');
}
