import { quoteIdentifier, quoteLiteral } from './identifier.js';
import { migrationLockClass, migrationStart } from './migration-script.js';
import { viewNames } from './pass-on-reading.js';
import { tableNames } from './tables.js';
import { forEachView, viewFunctions } from './views.js';

/** Who looks, who appends, and who tidies up. Whoever changes tables is their owner. */
export interface StoreRoles {
  readonly reader?: string;
  readonly writer?: string;
  readonly maintenance?: string;
}

type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
type Table = (typeof tableNames)[number];

/** What an application needs beside reading: nothing that would change or take away what was stored. */
const writing: Readonly<Record<Table, readonly Privilege[]>> = {
  log: [],
  schema_history: [],
  views: [],
  streams: ['INSERT', 'UPDATE'],
  events: ['INSERT'],
  archived_events: [],
  pending: ['INSERT'],
  log_order: [],
  outcomes: ['INSERT'],
  shapes: ['INSERT'],
  documents: ['INSERT', 'UPDATE'],
  outbox: ['INSERT', 'DELETE'],
  checkpoints: ['INSERT', 'UPDATE', 'DELETE'],
  snapshots: ['INSERT', 'UPDATE', 'DELETE'],
  leases: ['INSERT', 'UPDATE'],
  parked_events: ['INSERT', 'UPDATE', 'DELETE'],
};

/** Tables whose rows may be tidied away: nothing in them is history. */
const disposable: ReadonlySet<Table> = new Set([
  'outcomes',
  'documents',
  'checkpoints',
  'leases',
  'snapshots',
  'outbox',
  'parked_events',
]);

/** What archiving needs besides. A trigger lets a row go only when the very same one lies in the other table. */
const archiving: Partial<Readonly<Record<Table, readonly Privilege[]>>> = {
  events: ['DELETE'],
  archived_events: ['INSERT', 'DELETE'],
};

const privilegesOf: Readonly<Record<keyof StoreRoles, (table: Table) => readonly Privilege[]>> = {
  reader: () => ['SELECT'],
  writer: (table) => ['SELECT', ...writing[table]],
  maintenance: (table) => [
    'SELECT',
    ...writing[table].filter((privilege) => privilege !== 'DELETE'),
    ...(disposable.has(table) ? (['DELETE'] as const) : []),
    ...(archiving[table] ?? []),
  ],
};

/** A script after which each of these roles is there and may do what it is for, and nothing else in this schema. */
export function rolesScript(schema: string, schemaName: string, roles: StoreRoles, patience: number): string {
  const given = Object.entries(privilegesOf).flatMap(([kind, privileges]) => {
    const name = roles[kind as keyof StoreRoles];
    return name === undefined
      ? []
      : [
          ...grants(schema, name, privileges),
          ...viewGrants(schema, name, kind as keyof StoreRoles),
          ...(kind === 'maintenance' ? [leastLayout(schema, name)] : []),
        ];
  });
  return [
    ...migrationStart(patience),
    `SELECT pg_advisory_xact_lock(${migrationLockClass}, hashtext(${quoteLiteral(schemaName)}))`,
    ...given,
    'COMMIT',
    '',
  ].join(';\n');
}

function grants(schema: string, name: string, privileges: (table: Table) => readonly Privilege[]): readonly string[] {
  const role = quoteIdentifier('role', name);
  const named = (tables: readonly string[]): string => tables.map((table) => `${schema}.${table}`).join(', ');
  return [
    `DO $role$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteLiteral(name)}) THEN
      CREATE ROLE ${role} NOLOGIN;
    END IF; END $role$`,
    `REVOKE ALL ON ${named([...tableNames, ...viewNames])} FROM ${role}`,
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
    `GRANT SELECT ON ${named([...tableNames, ...viewNames])} TO ${role}`,
    ...(['INSERT', 'UPDATE', 'DELETE'] as const).flatMap((privilege) => {
      const tables = tableNames.filter((table) => privileges(table).includes(privilege));
      return tables.length === 0 ? [] : [`GRANT ${privilege} ON ${named(tables)} TO ${role}`];
    }),
    idsOfParts(schema, role, privileges('events').includes('INSERT')),
  ];
}

/** Where events lie in parts, whoever stores one notes its id in a table of its own. */
function idsOfParts(schema: string, role: string, appends: boolean): string {
  const table = `${schema}.event_ids`;
  return `DO $ids$ BEGIN IF to_regclass(${quoteLiteral(table)}) IS NOT NULL THEN
      REVOKE ALL ON ${table} FROM ${role};
      GRANT SELECT${appends ? ', INSERT' : ''} ON ${table} TO ${role};
    END IF; END $ids$`;
}

/** Rows of views were made of events, and can be made again. Their tables are made by maintenance, or by their owner. */
function viewGrants(schema: string, name: string, kind: keyof StoreRoles): readonly string[] {
  const role = quoteIdentifier('role', name);
  const written = kind === 'reader' ? '' : ', INSERT, UPDATE, DELETE';
  const may = { reader: [], writer: ['serve', 'drop'], maintenance: ['open', 'serve', 'drop'] } as const;
  const functions = (names: readonly (keyof typeof viewFunctions)[]): string =>
    names.map((each) => `${schema}.${viewFunctions[each]}`).join(', ');
  return [
    `REVOKE ALL ON FUNCTION ${functions(may.maintenance)} FROM ${role}`,
    ...(may[kind].length === 0 ? [] : [`GRANT EXECUTE ON FUNCTION ${functions(may[kind])} TO ${role}`]),
    forEachView(
      schema,
      'views',
      `EXECUTE format('REVOKE ALL ON %s FROM %s', found.target, ${quoteLiteral(role)});
      EXECUTE format('GRANT SELECT${written} ON %s TO %s', found.target, ${quoteLiteral(role)});
      IF to_regclass(found.shown_by) IS NOT NULL THEN
        EXECUTE format('GRANT SELECT ON %s TO %s', found.shown_by, ${quoteLiteral(role)});
      END IF;`,
    ),
  ];
}

/** Archiving tells releases to stay away that do not know of it. */
function leastLayout(schema: string, name: string): string {
  return `GRANT UPDATE (least_layout) ON ${schema}.log TO ${quoteIdentifier('role', name)}`;
}
