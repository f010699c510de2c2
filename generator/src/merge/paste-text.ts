import type { ScaffoldMember } from '../plan/scaffold-plan.js';

/** What a person has to add by hand, as text that can be pasted: imports first, then each container's members. */
export function pasteText(members: readonly ScaffoldMember[]): string {
  const imports = new Set(
    members.flatMap(({ imports: needed }) =>
      needed.map(({ from, name, typeOnly }) => `import ${typeOnly ? 'type ' : ''}{ ${name} } from '${from}';`),
    ),
  );
  const containers = [...new Set(members.map(({ container }) => container))].map((container) => {
    const texts = members.filter((member) => member.container === container).map(({ text }) => text);
    return container === 'class' ? texts.join('\n') : [`${container}: {`, ...texts.map(indented), '},'].join('\n');
  });
  return ['add by hand:', ...imports, ...containers].join('\n');
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');
