/** Target `checks.ts` of a context: a function for each distinct set of constraints, compiled by ajv. */
import { commentText } from '../../naming/comment-text.js';
import { jsonLiteral } from '../../naming/json-literal.js';
import type { CompileCheck } from '../../model/check-model.js';
import { invisibleCharacters } from '../../naming/invisible-characters.js';
import { generatedFile, type FileView } from '../generated-file.js';
import type { ModuleScope } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import type { ContextChecks, NamedCheck } from './context-checks.js';

export interface CheckView {
  readonly doc: string;
  readonly name: string;
  /** Type of a check. */
  readonly check: string;
  readonly constants: readonly { readonly name: string; readonly code: string }[];
  /** The function that puts what is asserted beside the check. */
  readonly saying: string;
  /** The keywords, as an object. */
  readonly keywords: string;
  /** A function expression of that name. */
  readonly code: string;
}

export interface ChecksFileView extends Omit<FileView, 'hasImports'> {
  readonly checks: readonly CheckView[];
}

interface ChecksSource {
  readonly checks: ContextChecks;
  readonly scope: ModuleScope;
  readonly sources: readonly string[];
  readonly compileCheck: CompileCheck;
}

/** `undefined` where nothing was asked for. To be planned after every file that may ask. */
export function planChecksFile(source: ChecksSource): PlannedFile<ChecksFileView> | undefined {
  const { checks, scope, sources, compileCheck } = source;
  const all = checks.all();
  if (all.length === 0) return undefined;
  const views = all.map((named) => checkView(named, scope, compileCheck));
  return generatedFile({ scope, template: 'checks', sources }, ({ marker, imports }) => ({
    marker,
    imports,
    checks: views,
  }));
}

function checkView({ schema, check }: NamedCheck, scope: ModuleScope, compileCheck: CompileCheck): CheckView {
  const { code, constants, uses } = compileCheck(schema, check.name);
  for (const name of uses) scope.door(name);
  const said = Object.entries(schema.constraints).map(([keyword, value]) => `${keyword} ${jsonLiteral(value)}`);
  return {
    doc: `/** ${commentText(said.join(', '))} */\n`,
    name: check.name,
    check: scope.doorType('Check'),
    saying: scope.door('saying'),
    keywords: visible(jsonLiteral(schema.constraints)),
    constants: constants.map((constant) => ({ name: constant.name, code: visible(constant.code) })),
    code: visible(code),
  };
}

const unseen = new RegExp(`[${invisibleCharacters}]`, 'gu');

/** Such characters can stand only inside the strings of compiled code, where an escape means the same. */
function visible(code: string): string {
  return code
    .split('\n')
    .map((line) => line.replace(unseen, escapeCodeUnits))
    .join('\n');
}

function escapeCodeUnits(characters: string): string {
  return Array.from(
    { length: characters.length },
    (_unit, index) => `\\u${characters.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
