import type { Place } from '../../diagnostics/place.js';
import { report } from '../evolve-messages.js';
import type { PathTree } from '../paths/path-tree.js';
import type { Findings } from '../step-task.js';
import type { Assigned } from './declarations.js';

/** Paths with more than one value, and values inside values. `fill` only completes another one, unless that is certain. */
export function reportAssignedTwice(tree: PathTree<Assigned>, findings: Findings, outer?: Assigned): void {
  const whole = tree.said.filter(({ operation }) => operation.kind !== 'fill');
  const fills = tree.said.filter(({ operation }) => operation.kind === 'fill');
  const certain = whole.find(({ operation }) => operation.kind === 'set' || operation.kind === 'custom');
  reportTwice(whole, findings);
  reportTwice(fills, findings);
  const [fill] = fills;
  if (certain !== undefined && fill !== undefined) reportTwice([certain, fill], findings);
  const [first] = whole;
  if (first !== undefined && outer !== undefined) reportInside(first, outer, findings);
  // Below a value that is inside another one everything would be reported again.
  if (first !== undefined && outer !== undefined) return;
  for (const inside of tree.inside.values()) reportAssignedTwice(inside, findings, first ?? outer);
}

function reportTwice([first, second]: readonly Assigned[], findings: Findings): void {
  if (first === undefined || second === undefined) return;
  const { to } = second.operation;
  findings.add(to.segments, () => report('assigned-twice', { path: to.text }, to.place, { related: here(first) }));
}

function reportInside({ operation: { to } }: Assigned, outer: Assigned, findings: Findings): void {
  findings.add(to.segments, () => {
    const parameters = { path: to.text, outer: outer.operation.to.text };
    return report('assigned-inside', parameters, to.place, { related: here(outer) });
  });
}

const here = ({ operation }: Assigned): readonly { readonly at: Place; readonly message: string }[] => [
  { at: operation.to.place, message: 'The other one stands here:' },
];
