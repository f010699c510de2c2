import { insertion, type TextEdit } from './text-edits.js';
import { beforeKey, lineEnd, type YamlEntry, type YamlText } from './yaml-entry.js';

/** One more entry of a mapping in braces, behind another: in the same line, or in one of its own where the other has one. */
export function insertFlowEntry(yaml: YamlText, after: YamlEntry, entry: string): TextEdit[] {
  const indent = beforeKey(yaml, after);
  if (!/^[ \t]+$/.test(indent)) return [insertion(after.valueEnd, `, ${entry}`)];
  const end = lineEnd(yaml, after.valueEnd);
  const rest = yaml.text.slice(after.valueEnd, end);
  // A comment behind the other entry stays there.
  const comma = /^\s*,\s*(?:#.*)?$/.test(rest);
  const own = `${yaml.newline}${indent}${entry}`;
  if (comma) return [insertion(end, `${own},`)];
  if (/^\s*(?:#.*)?$/.test(rest)) return [insertion(after.valueEnd, ','), insertion(end, own)];
  return [insertion(after.valueEnd, `,${own}`)];
}
