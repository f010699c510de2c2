/** What a release knows of its events and types, and how it is written: YAML, and TypeScript of the user's functions. */
import type { Change } from './change.js';
import { type JsonObject, type TypeContent, writtenFields } from './shapes.js';

/** All versions of something, oldest first, and how each came of the one before. */
export interface Lineage {
  name: string;
  readonly versions: { readonly content: TypeContent; readonly change: Change | undefined }[];
}

export interface EventLineage extends Lineage {
  readonly aliases: string[];
  /** Kept by `stored` after a rename. */
  stored: string | undefined;
  retired: boolean;
  ignored: boolean;
  /** Names of the events it was replaced by, with the text each part keeps. */
  becomes:
    | readonly { readonly lineage: EventLineage; readonly schemaVersion: number; readonly data: JsonObject }[]
    | undefined;
}

export const storedName = ({ name, stored }: EventLineage): string => stored ?? `sim.${name}`;

function writtenContent(content: TypeContent): JsonObject {
  if (content.kind === 'shape') return { fields: writtenFields(content.fields) };
  const variants = Object.entries(content.variants).map(
    ([tag, { name, schemaVersion }]) => [tag, `${name}@${String(schemaVersion)}`] as const,
  );
  return { oneOf: Object.fromEntries(variants), discriminator: 'kind' };
}

export function writtenType({ versions }: Lineage): JsonObject {
  const steps = versions.flatMap(({ change }, index) =>
    change?.step === undefined ? [] : [[String(index + 1), change.step] as const],
  );
  return {
    ...Object.fromEntries(versions.map(({ content }, index) => [String(index + 1), writtenContent(content)] as const)),
    ...(steps.length === 0 ? {} : { upcast: Object.fromEntries(steps) }),
  };
}

export function writtenEvent(event: EventLineage): JsonObject {
  const { aliases, stored, retired, ignored, becomes } = event;
  return {
    ...writtenType(event),
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(stored === undefined ? {} : { stored }),
    ...(retired ? { retired: 'It does not happen any more.' } : {}),
    ...(ignored ? { ignored: 'Nobody needs it.' } : {}),
    ...(becomes === undefined
      ? {}
      : { becomes: becomes.map(({ lineage, schemaVersion }) => `${lineage.name}@${String(schemaVersion)}`) }),
  };
}

/** `{ store, thing: { upcasters }, types: { sim } }` without the store. */
export function upcastersCode(events: readonly EventLineage[], types: readonly Lineage[]): string {
  const ofEvents = events.flatMap((event) => membersOf(event));
  const ofTypes = types.flatMap((type) => membersOf(type));
  return `{ thing: { ${ofEvents.join(', ')} }, types: { sim: { ${ofTypes.join(', ')} } } }`;
}

function membersOf(lineage: Lineage & Partial<Pick<EventLineage, 'becomes'>>): readonly string[] {
  const members = lineage.versions.flatMap(({ change }, index) => {
    if (change?.custom === undefined) return [];
    const functions = Object.entries(change.custom).map(
      ([path, code]) => `${path}: (old: Readonly<Record<string, string>>) => ${code}`,
    );
    return [`${String(index + 1)}: { ${functions.join(', ')} }`];
  });
  if (lineage.becomes !== undefined) {
    const parts = lineage.becomes.map(
      ({ lineage: { name }, schemaVersion, data }) =>
        // Type names are those of the last release, which is when the code stands.
        `{ type: typeOf(${JSON.stringify(name)}), schemaVersion: ${String(schemaVersion)}, data: decoded(${JSON.stringify(name)}, ${String(schemaVersion)}, ${JSON.stringify(data)}) }`,
    );
    members.push(`becomes: () => [${parts.join(', ')}]`);
  }
  return members.length === 0 ? [] : [`${lineage.name}: { ${members.join(', ')} }`];
}
