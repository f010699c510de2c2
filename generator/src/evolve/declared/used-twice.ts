import { report } from '../evolve-messages.js';
import type { PathTree } from '../paths/path-tree.js';
import type { Findings } from '../step-task.js';
import type { Use } from './declarations.js';

/** Old values that are said to go to two places, or somewhere and away. */
export function reportUsedTwice(tree: PathTree<Use>, findings: Findings, outer?: Use): void {
  const moves = tree.said.filter(({ kind }) => kind === 'move');
  const drops = tree.said.filter(({ kind }) => kind === 'drop');
  const taken = tree.said.find(({ kind }) => kind === 'take');
  const clash = [...moves, ...(taken === undefined || drops.length === 0 ? [] : [taken]), ...drops];
  const [first, second] = clash;
  if (first !== undefined && second !== undefined) reportClash(first, second, findings);
  const [drop] = drops;
  if (drop !== undefined && second === undefined && outer !== undefined) reportClash(outer, drop, findings);
  // A value that moves may leave parts behind; one that is made into something, or given up, is meant whole.
  const whole = drop ?? taken ?? outer;
  for (const inside of tree.inside.values()) reportUsedTwice(inside, findings, whole);
}

function reportClash(first: Use, second: Use, findings: Findings): void {
  findings.add(second.path.segments, () => {
    const parameters = { path: second.path.text, first: words(first), second: words(second) };
    const related = [{ at: first.path.place, message: 'The other one stands here:' }];
    return report('used-twice', parameters, second.path.place, { related });
  });
}

function words({ kind, operation }: Use): string {
  switch (kind) {
    case 'move':
      return 'renamed';
    case 'drop':
      return operation === undefined ? 'lossy' : 'dropped';
    case 'take':
    case 'copy':
      return `read by ${operation?.kind ?? 'another operation'}`;
  }
}
