import type { Clock } from '../../store/recording-clock.js';
import { type NewShape, ShapeGuard } from '../../store/shape-guard.js';
import type { Connection } from './connection.js';

const select = 'SELECT shape_hash FROM varve_shapes WHERE type = ? AND schema_version = ?';
const insert = 'INSERT INTO varve_shapes (type, schema_version, shape_hash, recorded_at) VALUES (?, ?, ?, ?)';

/** The guard over the shapes of this file, whoever has written them. For the writer's connection, in a transaction. */
export function createShapeGuard(connection: Connection): ShapeGuard {
  return new ShapeGuard(
    (type, schemaVersion) => connection.statement<readonly [string]>(select).get(type, schemaVersion)?.[0],
  );
}

export function insertShapes(connection: Connection, clock: Clock, shapes: readonly NewShape[]): void {
  for (const { type, schemaVersion, shapeHash } of shapes) {
    connection.statement(insert).run(type, schemaVersion, shapeHash, clock());
  }
}
