import { originOf } from './metadata.js';

/** What a tree is made of: an event, or a command that events name, of which the log holds nothing but its id. */
export interface CausationNode<Event> {
  readonly id: string;
  /** `undefined` for a command, and for a cause that is not among the events. */
  readonly event: Event | undefined;
  readonly kind: 'event' | 'command' | 'missing';
  /** In the order of the log. */
  readonly children: readonly CausationNode<Event>[];
  /** What it says it was caused by comes of itself: the tree begins here, since it must begin somewhere. */
  readonly isCyclic: boolean;
}

interface Described {
  readonly eventId: string;
  readonly metadata: string;
}

interface Growing<Event> {
  readonly id: string;
  kind: CausationNode<Event>['kind'];
  event: Event | undefined;
  readonly children: Growing<Event>[];
  cause: string | undefined;
  isCyclic: boolean;
}

/**
 * Events and the commands between them as trees, by what their metadata says caused them. Every event is in them once, whatever
 * was written there: what has a cause that is nowhere hangs under a root that says so, and circles are opened at their first event.
 */
export function causationTree<Event extends Described>(events: readonly Event[]): readonly CausationNode<Event>[] {
  const nodes = collect(events);
  const roots: Growing<Event>[] = [];
  for (const node of [...nodes.values()]) {
    if (node.cause === undefined) roots.push(node);
    else nodeOf(nodes, node.cause, 'missing', roots).children.push(node);
  }
  const seen = new Set<Growing<Event>>();
  for (const root of roots) reach(root, seen);
  for (const node of nodes.values()) {
    if (seen.has(node)) continue;
    node.isCyclic = true;
    roots.push(node);
    reach(node, seen);
  }
  return roots;
}

function collect<Event extends Described>(events: readonly Event[]): Map<string, Growing<Event>> {
  const nodes = new Map<string, Growing<Event>>();
  for (const event of events) {
    const { causationId, commandId, commandCausationId } = originOf(event);
    const node = nodeOf(nodes, event.eventId, 'event');
    Object.assign(node, { kind: 'event', event, cause: otherThan(event.eventId, commandId ?? causationId) });
    if (commandId === undefined || commandId === event.eventId) continue;
    const command = nodeOf(nodes, commandId, 'command');
    if (command.kind === 'command') command.cause ??= otherThan(commandId, commandCausationId);
  }
  return nodes;
}

/** What names itself as its cause has none. */
const otherThan = (id: string, cause: string | undefined): string | undefined => (cause === id ? undefined : cause);

function nodeOf<Event>(
  nodes: Map<string, Growing<Event>>,
  id: string,
  kind: CausationNode<Event>['kind'],
  roots?: Growing<Event>[],
): Growing<Event> {
  const known = nodes.get(id);
  if (known !== undefined) return known;
  const node: Growing<Event> = { id, kind, event: undefined, children: [], cause: undefined, isCyclic: false };
  nodes.set(id, node);
  roots?.push(node);
  return node;
}

/** Marks what hangs under a node. What was reached before is cut off, so that nothing is shown twice. Without recursion: chains are long. */
function reach<Event>(root: Growing<Event>, seen: Set<Growing<Event>>): void {
  seen.add(root);
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const fresh = node.children.filter((child) => !seen.has(child));
    node.children.splice(0, Infinity, ...fresh);
    for (const child of fresh) seen.add(child);
    open.push(...fresh);
  }
}

export interface TreeLine<Event> {
  readonly node: CausationNode<Event>;
  readonly depth: number;
  /** Branches before it, drawn. */
  readonly branches: string;
}

/** Deeper ones are not moved further to the right: nobody has a terminal for it. */
const mostDepth = 24;

/** The trees line by line, as they are drawn. */
export function* treeLines<Event>(roots: readonly CausationNode<Event>[]): Generator<TreeLine<Event>> {
  interface Open {
    readonly node: CausationNode<Event>;
    readonly depth: number;
    readonly before: string;
    readonly isLast: boolean;
  }
  const open: Open[] = roots.map((node) => ({ node, depth: 0, before: '', isLast: true })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth, before, isLast } = next;
    const isDeep = depth > mostDepth;
    const branch = depth === 0 ? '' : isLast ? '└─ ' : '├─ ';
    yield { node, depth, branches: isDeep ? `${before}⋯ ${String(depth)} ` : before + branch };
    const under = depth === 0 || isDeep || depth === mostDepth ? before : before + (isLast ? '   ' : '│  ');
    const last = node.children.length - 1;
    for (let at = last; at >= 0; at -= 1) {
      const child = node.children[at];
      if (child !== undefined) open.push({ node: child, depth: depth + 1, before: under, isLast: at === last });
    }
  }
}
