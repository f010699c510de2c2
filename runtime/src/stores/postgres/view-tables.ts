import type { ViewGeneration, ViewShape } from '../../store/view.js';
import { columnsOf } from '../../store/view-columns.js';
import type { Rows } from './connections.js';
import type { Scope } from './scope.js';
import { ask, type Asking } from './state-tables.js';

/** Written by this store alone. */
export function generationOf(name: string, [hash, state, shape]: Rows[number]): ViewGeneration {
  return {
    name,
    hash: hash ?? '',
    state: state as ViewGeneration['state'],
    shape: JSON.parse(shape ?? '') as ViewShape,
  };
}

export function findViews({ schema: s, tenant }: Scope, name: string): Asking<readonly ViewGeneration[]> {
  const text = `SELECT hash, state, shape FROM ${s}.views WHERE $1::text IS NOT NULL AND name = $2
    ORDER BY state = 'serving' DESC, opened_at`;
  return ask({ text, parameters: [tenant, name] }, (rows) => rows.map((row) => generationOf(name, row)));
}

export function holdView(
  { schema: s }: Scope,
  name: string,
  how: 'shared' | 'alone',
): Asking<readonly ViewGeneration[]> {
  const text = `SELECT hash, state, shape FROM ${s}.hold_view_v1($1, $2::boolean)`;
  return ask({ text, parameters: [name, String(how === 'alone')] }, (rows) =>
    rows.map((row) => generationOf(name, row)),
  );
}

/** Whether the generation is there, and serves from now on. */
export function serveView({ schema: s }: Scope, view: ViewShape): Asking<boolean> {
  const parameters = [view.name, view.hash, columnsOf(view).text];
  return ask({ text: `SELECT ${s}.serve_view_v1($1, $2, $3)`, parameters }, (rows) => rows[0]?.[0] === 't');
}

/** Whether it was left, as it serves. */
export function dropView({ schema: s }: Scope, name: string, hash: string): Asking<boolean> {
  return ask({ text: `SELECT ${s}.drop_view_v1($1, $2)`, parameters: [name, hash] }, (rows) => rows[0]?.[0] === 't');
}
