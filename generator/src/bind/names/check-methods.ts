/** Names of commands whose methods would have to be called otherwise: people type them, so none is numbered. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { atKey, child, root } from '../../diagnostics/place.js';
import { camelCase, pascalCase } from '../../naming/letter-case.js';
import { inheritedMembers, repositoryMembers } from '../../naming/method-names.js';
import { isDeclarableName } from '../../naming/reserved-words.js';
import type { RawSchema } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';

export function checkMethods({ file, document }: RawSchema, problems: Diagnostic[]): void {
  const { aggregate, style, commands = {}, events = {} } = document;
  if (aggregate === undefined || style === 'log') return;
  const handlers = new Map(Object.keys(events).map((event) => [`on${pascalCase(event)}`, event]));
  const at = root(file);
  for (const name of Object.keys(commands)) {
    // Any other name is refused for itself.
    if (!isDeclarableName(name)) continue;
    const place = atKey(child(child(at, 'commands'), name));
    const method = camelCase(name);
    const reason = methodMisfit(method, style === 'class');
    const event = style === 'class' ? handlers.get(method) : undefined;
    if (reason !== undefined) problems.push(report('name-not-usable', { what: 'A command', name, reason }, place));
    else if (event !== undefined) {
      const related = [{ at: atKey(child(child(at, 'events'), event)), message: 'From here:' }];
      const other = `the method that handles the event ${event}`;
      problems.push(report('name-taken', { kind: 'command', name, other }, place, { related }));
    }
  }
}

function methodMisfit(method: string, isClass: boolean): string | undefined {
  if (method === 'then') return 'an object with a method then passes for a promise';
  if (repositoryMembers.has(method)) return `every aggregate has a method ${method} already`;
  return isClass && inheritedMembers.has(method) ? `every aggregate class has a method ${method} already` : undefined;
}
