/** Reads the examples of `legal/` and `illegal/`; README.md says how they are written. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { JsonValue } from '../../generator/src/model/type-model.js';

export interface EvolutionCase {
  readonly title: string;
  /** The whole schema file, with its marks. */
  readonly text: string;
  readonly kind: 'event' | 'command' | 'type' | 'state';
  readonly up: readonly Pair[];
  readonly down: readonly Pair[];
  /** `undefined` where nothing is said about the way down. */
  readonly noDown: string | undefined;
  readonly custom: ReadonlyMap<string, JsonValue>;
  readonly help: readonly string[];
}

export interface Pair {
  readonly from: JsonValue;
  readonly to: JsonValue;
}

export function evolutionCases(folder: 'legal' | 'illegal'): readonly EvolutionCase[] {
  const at = new URL(`${folder}/`, import.meta.url);
  return readdirSync(at)
    .sort()
    .flatMap((name) => readFileSync(new URL(name, at), 'utf8').split(/^== /m).slice(1).map(readCase));
}

const wordLine = /^(up|down|nodown|custom|help)(?: (.*))?$/;

function readCase(text: string): EvolutionCase {
  const [title = '', ...lines] = text.trimEnd().split('\n');
  const said = lines.flatMap((line) => {
    const found = wordLine.exec(line);
    return found === null ? [] : [{ word: found[1], rest: found[2] ?? '' }];
  });
  const of = (word: string): readonly string[] => said.flatMap((each) => (each.word === word ? [each.rest] : []));
  const schema = lines.filter((line) => !wordLine.test(line));
  const kind = kindOf(schema);
  return {
    title,
    kind,
    text: documentOf(kind, sectionsOf(schema)),
    up: of('up').map(readPair),
    down: of('down').map(readPair),
    noDown: of('nodown')[0],
    custom: new Map(of('custom').map((line) => [line.split(' => ')[0] ?? '', readPair(line).to])),
    help: of('help'),
  };
}

function readPair(line: string): Pair {
  const [from = '', to = ''] = line.split(' => ');
  return { from: parse(from) as JsonValue, to: parse(to) as JsonValue };
}

function kindOf(lines: readonly string[]): EvolutionCase['kind'] {
  for (const kind of ['command', 'type', 'state'] as const) if (lines.includes(`@ ${kind}`)) return kind;
  return 'event';
}

interface Sections {
  readonly versions: readonly string[];
  readonly types: readonly string[];
}

function sectionsOf(lines: readonly string[]): Sections {
  const from = lines.indexOf('@ types');
  const plain = (part: readonly string[]): readonly string[] => part.filter((line) => !line.startsWith('@ '));
  return from === -1
    ? { versions: plain(lines), types: [] }
    : { versions: plain(lines.slice(0, from)), types: lines.slice(from + 1) };
}

const heads = { event: ['events:', '  E:'], command: ['commands:', '  E:'], type: ['  E:'], state: ['state:'] };

function documentOf(kind: EvolutionCase['kind'], { versions, types }: Sections): string {
  const indented = versions.map((line) => `    ${line}`);
  const typeLines = types.map((line) => `  ${line}`);
  const own = [...heads[kind], ...indented];
  const body =
    kind === 'type'
      ? ['types:', ...typeLines, ...own]
      : [...(types.length === 0 ? [] : ['types:', ...typeLines]), ...own];
  return ['varve: 1', 'context: ordering', 'aggregate: Order', 'id: { orderId: uuid }', ...body, ''].join('\n');
}
