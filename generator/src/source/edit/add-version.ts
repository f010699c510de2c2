/**
 * The text of a schema with one more version of an event, a command, a type or a state: a copy of the newest one, or `like:` it. What
 * was there stays byte for byte. The result is read again and compared, so that nothing but the version can be new.
 */
import { isMap } from 'yaml';
import type { SourceFile } from '../../diagnostics/place.js';
import { insertFlowEntry } from './flow-entry.js';
import { likes } from './like-style.js';
import { provesAddition } from './proof.js';
import { pathTo, type VersionRequest } from './version-request.js';
import { applyEdits, insertion, type TextEdit } from './text-edits.js';
import { withoutAnchors } from './comments.js';
import { wrapInVersions } from './wrap-in-versions.js';
import {
  blockEnd,
  entryAt,
  indentOf,
  lineEnd,
  mappingOf,
  NotEditable,
  readYaml,
  type YamlEntry,
  type YamlMapping,
  type YamlText,
} from './yaml-entry.js';

export type AddedVersion =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** The file must be one that `check` has no errors in. */
export function addVersion(file: SourceFile, request: VersionRequest): AddedVersion {
  try {
    const { yaml, root } = readYaml(file.text);
    const edits = editsFor(request, { yaml, root });
    const text = applyEdits(file.text, edits);
    if (!provesAddition(file, text, request)) throw new NotEditable('more than the version would change');
    return { ok: true, text };
  } catch (error) {
    if (error instanceof NotEditable) return { ok: false, reason: error.message };
    throw error;
  }
}

function editsFor(request: VersionRequest, { yaml, root }: Source): readonly TextEdit[] {
  const [first, ...inner] = pathTo(request);
  let section = root;
  let declaration = entryAt(root, first);
  for (const key of inner) {
    section = mappingOf(declaration.value, yaml);
    declaration = entryAt(section, key);
  }
  return request.versioned
    ? withVersions(declaration, request, { yaml, root })
    : wrapInVersions(declaration, section, yaml);
}

interface Source {
  readonly yaml: YamlText;
  readonly root: YamlMapping;
}

function withVersions(declaration: YamlEntry, request: VersionRequest, { yaml, root }: Source): TextEdit[] {
  const { newest, section } = request;
  const versions = mappingOf(declaration.value, yaml);
  const latest = entryAt(versions, String(newest));
  // Variants of a union are written out: none of them is the version.
  const content = section !== 'states' && likes(root, latest, yaml) ? `{ like: ${String(newest)} }` : undefined;
  if (versions.isFlow) {
    const copy = content ?? withoutAnchors(yaml.text, latest.valueStart, latest.valueEnd);
    return insertFlowEntry(yaml, latest, `${String(newest + 1)}: ${copy}`);
  }
  const key = `${yaml.newline}${indentOf(yaml, latest)}${String(newest + 1)}:`;
  const added = insertion(blockEnd(yaml, latest), key + (content === undefined ? copyOf(yaml, latest) : ` ${content}`));
  return [added, ...hint(versions, newest + 1, { yaml, below: added.start })];
}

/** What stands to the right of the colon; of a block the lines below. */
function copyOf(yaml: YamlText, latest: YamlEntry): string {
  const { valueStart, valueEnd, value } = latest;
  const isBlock = isMap(value) && value.flow !== true;
  if (!isBlock) return ` ${withoutAnchors(yaml.text, valueStart, valueEnd)}`;
  const from = lineEnd(yaml, latest.keyEnd);
  if (from > valueStart) throw new NotEditable('its newest version starts in the line of its key');
  return withoutAnchors(yaml.text, from, blockEnd(yaml, latest));
}

interface HintPlace {
  readonly yaml: YamlText;
  /** Where the version was added. */
  readonly below: number;
}

/** A comment that becomes the step once its `#` is removed. Inside of braces there is no room for one. */
function hint(versions: YamlMapping, schemaVersion: number, { yaml, below }: HintPlace): readonly TextEdit[] {
  const step = `${String(schemaVersion)}: { set: { field: value } }`;
  const upcast = versions.entries.find(({ key }) => key === 'upcast');
  const [first] = versions.entries;
  if (first === undefined) return [];
  if (upcast === undefined) return [insertion(below, `${yaml.newline}${indentOf(yaml, first)}# upcast: { ${step} }`)];
  const steps = mappingOf(upcast.value, yaml);
  const last = steps.entries.at(-1);
  if (steps.isFlow || last === undefined) return [];
  return [insertion(blockEnd(yaml, last), `${yaml.newline}${indentOf(yaml, last)}# ${step}`)];
}
