import { isMap } from 'yaml';
import { mappingOf, type YamlEntry, type YamlMapping, type YamlText } from './yaml-entry.js';

/**
 * Whether the author would write the version after this one as `like:` it: because this one is written so, or, where it is
 * the first, because all later versions of the file are.
 */
export function likes(root: YamlMapping, latest: YamlEntry, yaml: YamlText): boolean {
  if (latest.key !== '1') return isLike(latest, yaml);
  if (!isMap(latest.value) || isOtherType(latest, yaml)) return false;
  const later = root.entries
    .filter(({ key }) => key === 'events' || key === 'commands' || key === 'types')
    .flatMap((section) => entriesIn(section, yaml))
    .flatMap((declaration) => entriesIn(declaration, yaml))
    .filter(({ key }) => /^[1-9][0-9]*$/.test(key) && key !== '1');
  return later.length > 0 && later.every((each) => isLike(each, yaml));
}

const entriesIn = ({ value }: YamlEntry, yaml: YamlText): readonly YamlEntry[] =>
  isMap(value) ? mappingOf(value, yaml).entries : [];

const isLike = (entry: YamlEntry, yaml: YamlText): boolean =>
  entriesIn(entry, yaml).some(({ key, value }) => key === 'like' && /^[0-9]+$/.test(String(value)));

/** Only an object can be like another. */
const isOtherType = (entry: YamlEntry, yaml: YamlText): boolean =>
  entriesIn(entry, yaml).some(({ key }) => ['type', 'enum', 'list', 'map', 'oneOf'].includes(key));
