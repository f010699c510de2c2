import { closestName } from '../diagnostics/did-you-mean.js';
import { explanations } from '../explain/explanations.js';
import { codeList, explanationText } from '../explain/explanation-text.js';
import type { Colors } from './terminal.js';
import { UsageError } from './usage-error.js';

/**
 * What is to be known about a code, or all codes with a sentence each.
 * @throws UsageError for a code that does not exist
 */
export function explain(code: string | undefined, colors: Colors): string {
  const paint = { code: colors.bold, label: colors.green, faint: colors.dim };
  if (code === undefined) return codeList(paint);
  const explanation = explanations.get(code);
  if (explanation !== undefined) return explanationText(code, explanation, paint);
  if (/^(postgres|sqlite)\//.test(code)) {
    throw new UsageError(
      `${code} would be a finding of varve doctor, which says itself what to do. See docs/reference/doctor.md.`,
    );
  }
  const meant = meantCode(code);
  const hint = meant === undefined ? 'varve explain lists all of them.' : `Did you mean ${meant}?`;
  throw new UsageError(`There is no code ${code}. ${hint}`);
}

/** Codes are also looked for without their stage. */
function meantCode(wrong: string): string | undefined {
  const codes = [...explanations.keys()];
  if (wrong.includes('/')) return closestName(wrong, codes) ?? withName(wrong.slice(wrong.indexOf('/') + 1), codes);
  return withName(wrong, codes);
}

function withName(name: string, codes: readonly string[]): string | undefined {
  const nameOf = (code: string): string => code.slice(code.indexOf('/') + 1);
  const near = codes.some((code) => nameOf(code) === name) ? name : closestName(name, codes.map(nameOf));
  return codes.findLast((code) => nameOf(code) === near);
}
