import { readAssets } from '../../generator/src/assets.js';
import { checkProject, compileProject } from '../../generator/src/compile.js';
import { configure } from '../../generator/src/compile/configure.js';
import { domainShapesOf } from '../../generator/src/lock/domain-shapes-of.js';
import type { DomainShapes } from '../../generator/src/model/domain-shapes.js';
import type { LocatedDiagnostic } from '../../generator/src/diagnostics/diagnostic.js';
import { formatDiagnostic, plainPaint } from '../../generator/src/diagnostics/format-diagnostic.js';
import { indexLines } from '../../generator/src/diagnostics/line-index.js';
import type { Span } from '../../generator/src/diagnostics/place.js';
import type { Example } from '../../generator/src/explain/examples.js';
import { lockText } from '../../generator/src/lock/lock-text.js';
import { createMemoryHost } from './memory-host.js';

const assets = readAssets();

/** All findings about a project in memory, the configuration among its files; as a run would print them. */
export async function diagnose(
  files: Readonly<Record<string, string>>,
  links: readonly string[] = [],
  baseline?: DomainShapes,
): Promise<readonly LocatedDiagnostic[]> {
  const { 'varve.config.yaml': text = '', ...others } = files;
  const { config, diagnostics } = await configure({ path: 'varve.config.yaml', text }, '/project');
  if (config === undefined) return diagnostics;
  const host = createMemoryHost(others, links);
  const onlySchemas = Object.keys(others).every((path) => /\.(?:yaml|json)$/.test(path)) && links.length === 0;
  const run = onlySchemas ? checkProject : compileProject;
  return [...diagnostics, ...(await run(host, config, { assets, today: '2026-11-22', baseline })).diagnostics];
}

/** What a project in memory says, which must have no errors. */
export async function shapesOf(files: Readonly<Record<string, string>>): Promise<DomainShapes> {
  const { 'varve.config.yaml': text = '', ...others } = files;
  const { config } = await configure({ path: 'varve.config.yaml', text }, '/project');
  if (config === undefined) throw new Error('The configuration is wrong.');
  const { model, diagnostics } = await checkProject(createMemoryHost(others), config, { assets });
  if (model === undefined) throw new Error(allDescribed(diagnostics));
  return domainShapesOf(model, 'before');
}

/** Everything a finding says, with its exact range and what stands there. */
export function described(diagnostic: LocatedDiagnostic): string {
  const { at, related } = diagnostic;
  const places = [at === undefined ? 'no place' : range(at), ...related.map((each) => `related ${range(each.at)}`)];
  return `${places.join('\n')}\n\n${formatDiagnostic(diagnostic, { paint: plainPaint })}\n`;
}

const rule = `${'-'.repeat(80)}\n`;

export function allDescribed(diagnostics: readonly LocatedDiagnostic[]): string {
  return diagnostics.map(described).join(rule);
}

function range({ file, start, end }: Span): string {
  const lines = indexLines(file);
  const [from, to] = [start, end].map((offset) => {
    const { line, column } = lines.at(offset);
    return `${String(line)}:${String(column)}`;
  });
  const text = file.text.slice(start, Math.min(end, start + 200));
  return `${file.path} ${String(from)}-${String(to)} ${JSON.stringify(text)}`;
}

const texts = (files: Example['files']): Readonly<Record<string, string>> =>
  Object.fromEntries(files.map(({ path, text }) => [path, text]));

/** What a run says about an example, beside what was released before it where the example says so. */
export async function findingsOf({ files, links, before }: Example): Promise<readonly LocatedDiagnostic[]> {
  if (before === undefined) return diagnose(texts(files), links);
  const shapes = await shapesOf(texts(before.files));
  if (before.by === 'schemas') return diagnose(texts(files), links, shapes);
  return diagnose({ ...texts(files), 'varve.lock.json': lockText(shapes) }, links);
}
