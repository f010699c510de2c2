/** A project small enough to be read: what is shown of it, and what it really holds. */
export interface Example {
  readonly files: readonly ExampleFile[];
  /** Paths that are symbolic links. */
  readonly links: readonly string[];
  /** What it is compared with, where it is. */
  readonly before?: ExampleBefore;
}

export interface ExampleBefore {
  readonly files: readonly ExampleFile[];
  /** What was released is in the lock; what was merely written is named by --against. */
  readonly by: 'lock' | 'schemas';
}

export interface ExampleFile {
  readonly path: string;
  readonly text: string;
  /** Lines that are worth reading, nothing for a file that only has to be there. */
  readonly shown: string;
  /** What the file starts with besides, in words; empty for nothing. */
  readonly frame: string;
}

const heading = ['varve: 1', 'context: ordering'];
const aggregate = [...heading, 'aggregate: Order', 'id: { orderId: uuid }'];

/** A schema file in full. */
export function file(...lines: readonly string[]): Example {
  return schema('', [], lines);
}

/** What stands in a file of context ordering. */
export function types(...lines: readonly string[]): Example {
  return schema('of the context ordering', heading, lines);
}

/** What stands in a file with the aggregate Order. */
export function order(...lines: readonly string[]): Example {
  return schema('with the aggregate Order, identified by { orderId: uuid }', aggregate, lines);
}

/** What stands in a file with the aggregate Order, which is a log and takes no commands. */
export function log(...lines: readonly string[]): Example {
  return schema('with the log Order, identified by { orderId: uuid }', [...aggregate, 'style: log'], lines);
}

/** A configuration; the schemas of the project are fine. */
export function config(...lines: readonly string[]): Example {
  const schemas = hidden('schemas/order.yaml', aggregate);
  return { files: [visible('varve.config.yaml', lines), schemas], links: [] };
}

/** Files by path, each in full. */
export function project(files: Readonly<Record<string, readonly string[]>>, links: readonly string[] = []): Example {
  return { files: Object.entries(files).map(([path, lines]) => visible(path, lines)), links };
}

/** The same example with a text that is too long to be shown. */
export function abridged({ files, links }: Example, shown: string): Example {
  return { files: files.map((each) => ({ ...each, shown: `${shown}\n` })), links };
}

/** The same example with one more file. */
export function beside(example: Example, path: string, ...lines: readonly string[]): Example {
  return { ...example, files: [...example.files, visible(path, lines)] };
}

/** What became of something that was released. */
export function released(before: Example, after: Example): Example {
  return { ...after, before: { files: before.files, by: 'lock' } };
}

/** What became of something that another revision says. */
export function compared(before: Example, after: Example): Example {
  return { ...after, before: { files: before.files, by: 'schemas' } };
}

/** An event with two versions, and what stands beside them. */
export function placed(first: string, second: string, ...lines: readonly string[]): Example {
  return log('events:', '  OrderPlaced:', `    1: ${first}`, `    2: ${second}`, ...lines.map((line) => `    ${line}`));
}

/** The same, with what its step up says. */
export function stepped(first: string, second: string, step: string): Example {
  return placed(first, second, `upcast: { 2: ${step} }`);
}

function schema(frame: string, head: readonly string[], lines: readonly string[]): Example {
  const shown = text(lines);
  return { files: [{ path: 'schemas/order.yaml', text: text(head) + shown, shown, frame }], links: [] };
}

function visible(path: string, lines: readonly string[]): ExampleFile {
  return { path, text: text(lines), shown: text(lines), frame: '' };
}

function hidden(path: string, lines: readonly string[]): ExampleFile {
  return { path, text: text(lines), shown: '', frame: '' };
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
