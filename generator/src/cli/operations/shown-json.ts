import { applyEdits, format } from 'jsonc-parser';
import { safeText } from '../../diagnostics/terminal-text.js';
import { isValidJson } from './json-line.js';
import { plainJson } from './plain-text.js';

const most = 4_000;

/** JSON as it is stored, indented for people; a long one is cut, and it is said by how much. */
export function shownJson(text: string, { whole = false }: { readonly whole?: boolean } = {}): string {
  const shown = whole ? text : text.slice(0, most);
  const isWhole = shown.length === text.length && isValidJson(text);
  const indented = !isWhole
    ? shown
    : applyEdits(text, format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' }));
  const safe = safeText(plainJson(indented));
  return shown.length < text.length ? `${safe}… (cut: ${sizeOf(text.length)} in all, --full shows them)` : safe;
}

function sizeOf(characters: number): string {
  if (characters < 10_000) return `${String(characters)} characters`;
  const thousands = characters / 1_000;
  return thousands < 10_000
    ? `${thousands.toFixed(0)} thousand characters`
    : `${(thousands / 1_000).toFixed(0)} million characters`;
}
