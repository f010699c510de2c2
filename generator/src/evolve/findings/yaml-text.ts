/** Texts as they are written inside { }: in quotes where they would be read as something else. */
import { pathText, type Path } from '../paths/path.js';

export function yamlText(text: string): string {
  const isPlain = /^[\w/$](?:[^:,[\]{}#"'\s]| (?![#\s]))*$/.test(text) && !/^\d|^(?:true|false|null|~)$/i.test(text);
  return isPlain && !text.endsWith(' ') ? text : `'${text.replaceAll("'", "''")}'`;
}

export const yamlPath = (path: Path): string => (path.length === 0 ? `''` : yamlText(pathText(path)));
