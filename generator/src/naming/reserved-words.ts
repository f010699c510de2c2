/**
 * Words that cannot, or had better not, name something we generate. Three tables by reason; the union is what name
 * scopes of generated files start with.
 */

/** Cannot be declared as a class or constant in a module (strict mode), by ECMAScript. */
const keywords = [
  ...['break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else', 'enum'],
  ...['export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'import', 'in', 'instanceof', 'new', 'null'],
  ...['return', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void', 'while', 'with', 'yield'],
  ...['let', 'static', 'implements', 'interface', 'package', 'private', 'protected', 'public', 'await'],
  ...['arguments', 'eval', 'undefined'],
];

/** Cannot name a type or class in TypeScript, or mean something else at the start of a declaration. */
const typeWords = [
  ...['any', 'unknown', 'never', 'object', 'string', 'number', 'boolean', 'symbol', 'bigint', 'intrinsic'],
  ...['abstract', 'as', 'asserts', 'async', 'constructor', 'declare', 'get', 'global', 'infer', 'is', 'keyof'],
  ...['module', 'namespace', 'of', 'out', 'override', 'readonly', 'require', 'satisfies', 'set', 'type', 'unique'],
  ...['using', 'accessor', 'defer'],
];

/** Globals that generated code, or the code that people write beside it, means when it says the name. */
const globals = [
  ...[
    'globalThis',
    'NaN',
    'Infinity',
    'Object',
    'Function',
    'Array',
    'String',
    'Number',
    'Boolean',
    'Symbol',
    'BigInt',
  ],
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'Proxy', 'Reflect', 'Date', 'RegExp', 'Math', 'JSON', 'Intl'],
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'AggregateError', 'Uint8Array', 'ArrayBuffer', 'DataView'],
  ...['Record', 'Readonly', 'Partial', 'Required', 'Pick', 'Omit', 'Exclude', 'Extract', 'NonNullable', 'Awaited'],
  ...['ReadonlyArray', 'ReadonlyMap', 'ReadonlySet', 'Parameters', 'ReturnType', 'InstanceType', 'NoInfer'],
  ...[
    'Iterable',
    'Iterator',
    'AsyncIterable',
    'AsyncIterator',
    'PropertyKey',
    'process',
    'console',
    'module',
    'exports',
  ],
];

/** Members every object inherits: a lookup by such a name finds something that nobody put there. */
export const objectMembers: ReadonlySet<string> = new Set([
  ...['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable'],
  ...['toLocaleString', 'toString', 'valueOf'],
  ...['__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__'],
]);

export const reservedWords: ReadonlySet<string> = new Set([...keywords, ...typeWords, ...globals, ...objectMembers]);

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Whether `name` can stand as a declared name in generated code: an ASCII identifier that is not reserved. */
export function isDeclarableName(name: string): boolean {
  return identifier.test(name) && !reservedWords.has(name);
}
