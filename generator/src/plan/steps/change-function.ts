import { arrow, type ArrowCode, type Code } from '../layout/code.js';

/** A condition as `conditionCode` and its like print it, and no text that looks like one. */
const condition = /^[^'"].* === (?:undefined|null) \? /;

/** What becomes of each element. As the whole of a function a condition has parentheses. */
export function changeFunction(element: string, code: Code): ArrowCode {
  return arrow(`(${element})`, typeof code === 'string' && condition.test(code) ? `(${code})` : code);
}
