/** Metadata keys of the configuration. They are typed as fields are, and always optional on read. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { atKey, child, root, type SourceFile } from '../diagnostics/place.js';
import type { FieldModel } from '../model/type-model.js';
import { report } from './bind-messages.js';
import type { FileScope } from './file-scope.js';
import { bindFields, type RawFields } from './types/bind-field-type.js';

/** Keys Varve keeps itself. A key under `text` may be said again, as the text it is. */
const coreKeys: ReadonlyMap<string, 'own' | 'text'> = new Map([
  ['correlationId', 'own'],
  ['causationId', 'own'],
  ['commandId', 'own'],
  ['traceparent', 'own'],
  ['tracestate', 'own'],
  ['subjectKeys', 'own'],
  ['actor', 'text'],
  ['tenant', 'text'],
]);

/** In the order of the configuration. */
export function bindMetadata(metadata: RawFields, file: SourceFile, scope: FileScope): readonly FieldModel[] {
  const fields = bindFields(metadata, child(root(file), 'metadata'), scope);
  return fields.filter((field) => isFree(field, scope.problems));
}

function isFree({ name, type, place }: FieldModel, problems: Diagnostic[]): boolean {
  const owned = coreKeys.get(name);
  const isText = type.kind === 'scalar' && type.scalar === 'string';
  if (owned === undefined || (owned === 'text' && isText)) return true;
  const but = owned === 'text' ? '; it can only be string' : '';
  const help = owned === 'text' ? 'Write string, or use another name.' : undefined;
  problems.push(report('metadata-key-taken', { key: name, but }, atKey(place), { help }));
  return false;
}
