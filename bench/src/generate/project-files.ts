/**
 * The projects that generation is timed on, as YAML texts by path. Ten events in a file, nine mixed fields in an event,
 * one command for each event, value types with constraints and enums in a file per context, twenty aggregates in a
 * context. Every event has one schema version, or three.
 */
const aggregatesPerContext = 20;
const happenings = [
  'Opened',
  'Amended',
  'Approved',
  'Declined',
  'Paid',
  'Shipped',
  'Returned',
  'Renamed',
  'Annotated',
  'Closed',
] as const;

/** Field lines that events draw from; each event takes nine in a row, beginning at another place. */
const fieldPool = [
  'customerId: uuid',
  'sku: Sku',
  'quantity: { type: integer, minimum: 1, maximum: 1000 }',
  'total: Money@1',
  'channel: Channel',
  'placedAt: instant',
  'destination: Address',
  'lines: Line[]',
  'note?: { type: string, maxLength: 500, description: What the clerk wrote. }',
  'priority: { enum: [low, normal, high] }',
  'dueOn: date | null',
  'weight: { type: number, exclusiveMinimum: 0 }',
  'contact: { type: email, maxLength: 200 }',
  'labels: { map: string }',
  'express: boolean',
  'reference?: { type: string, pattern: "^[A-Z0-9-]{4,20}$" }',
] as const;
const fieldsPerEvent = 9;

/** How many schema versions every event has. */
export type Versions = 1 | 3;

/** A project of `events` events (a multiple of 10) as files by posix path, the configuration among them. */
export function projectFiles(events: number, versions: Versions = 1): ReadonlyMap<string, string> {
  const files = new Map([
    ['varve.config.yaml', 'varve: 1\nschemas: [schemas/**/*.yaml]\nout: src/generated\nsrc: src\n'],
  ]);
  const aggregates = Math.ceil(events / happenings.length);
  for (let index = 0; index < aggregates; index += 1) {
    const context = `region${Math.floor(index / aggregatesPerContext) + 1}`;
    if (index % aggregatesPerContext === 0) files.set(`schemas/${context}/types.yaml`, typesFile(context));
    files.set(aggregatePath(index), aggregateFile(context, index, versions));
  }
  return files;
}

/** Path of one aggregate's file, counted from 0. */
export function aggregatePath(index: number): string {
  return `schemas/region${Math.floor(index / aggregatesPerContext) + 1}/dossier${index + 1}.yaml`;
}

/** The same file with one more optional field in one event. */
export function withOneMoreField(text: string, name: string): string {
  const line = '      customerId: uuid\n';
  if (!text.includes(line)) throw new Error('A project file has no event that could be changed.');
  return text.replace(line, `${line}      ${name}?: { type: string, maxLength: 40 }\n`);
}

function typesFile(context: string): string {
  return `varve: 1
context: ${context}
imports: ['std:money']
types:
  Sku: { type: string, pattern: '^[A-Z]{3}-[0-9]+$', examples: [ABC-1], description: What the warehouse calls an article. }
  Channel: { enum: [web, store, phone], open: true, description: Where something was ordered. }
  Line:
    description: So many pieces of one article at one price.
    fields:
      sku: Sku
      quantity: { type: integer, minimum: 1 }
      price: Money@1
  Address: { street: string, city: string, country: { type: string, pattern: '^[A-Z]{2}$' } }
`;
}

function aggregateFile(context: string, index: number, versions: Versions): string {
  const name = `Dossier${index + 1}`;
  const events = happenings.map((happening, place) =>
    eventOf(`${name}${happening}`, index + place, { place, versions }),
  );
  const commands = happenings.map((happening, place) => commandOf(name, happening, index + place));
  return `varve: 1
context: ${context}
imports: ['std:money', ./types.yaml]
aggregate: ${name}
description: Everything that happens to dossier ${index + 1}.
id: { dossierId: uuid }

events:
${events.join('')}
rejections:
  ${name}IsClosed: { closedAt: instant }

commands:
${commands.join('')}
state:
  1: { opened: boolean, changes: integer, total: Money@1 | null }
`;
}

function eventOf(
  name: string,
  start: number,
  { place, versions }: { readonly place: number; readonly versions: Versions },
): string {
  const description = `    description: The dossier was changed in its own way, number ${place + 1}.\n`;
  const first = `    1:\n${indented(fieldsFrom(start * 5 + place * 3, fieldsPerEvent))}`;
  return `  ${name}:\n${description}${first}${versions === 3 ? laterVersions : ''}`;
}

/** A field that is added with a constant, one that may be absent, and one that is renamed. */
const laterVersions = `    2: { like: 1, fields: { origin: string, hint?: string } }
    3: { like: 2, without: [customerId], fields: { clientId: uuid } }
    upcast:
      2: { set: { origin: unknown } }
      3: { rename: { customerId: clientId } }
`;

function commandOf(aggregate: string, happening: string, start: number): string {
  const name = `Record${aggregate}${happening}`;
  const links = `    emits: [${aggregate}${happening}]\n    rejects: [${aggregate}IsClosed]\n`;
  return `  ${name}:\n    description: Ask for it.\n${links}    1:\n${indented(fieldsFrom(start * 7, 4))}`;
}

function fieldsFrom(start: number, count: number): readonly string[] {
  // The customer is in every event, so that there always is a place that withOneMoreField finds.
  const [first, ...others] = fieldPool;
  const rest = Array.from({ length: count - 1 }, (_, offset) => others[(start + offset) % others.length] ?? first);
  return [first, ...rest];
}

function indented(fields: readonly string[]): string {
  return fields.map((field) => `      ${field}\n`).join('');
}
