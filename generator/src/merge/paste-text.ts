import type { ScaffoldMember } from '../plan/scaffold-plan.js';
import { addText, type NestedTexts, textsOf } from './nested-texts.js';

/** What a person has to add by hand, as text that can be pasted: imports first, then each container's members. */
export function pasteText(members: readonly ScaffoldMember[]): string {
  const imports = new Set(
    members.flatMap(({ imports: needed }) =>
      needed.map(({ from, name, typeOnly }) => `import ${typeOnly ? 'type ' : ''}{ ${name} } from '${from}';`),
    ),
  );
  const texts: NestedTexts = new Map();
  for (const { container, name, text } of members) addText(texts, container, name, text);
  return ['add by hand:', ...imports, ...textsOf(texts)].join('\n');
}
