/** The seventh layout: the tables that hold what was made of events are not in it, but made one by one. */
export const views: readonly string[] = [
  `CREATE TABLE varve_views (
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    table_name TEXT NOT NULL UNIQUE,
    view_name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('building', 'serving')),
    shape TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    PRIMARY KEY (name, hash)
  ) STRICT`,
  `CREATE UNIQUE INDEX varve_views_serving ON varve_views (name) WHERE state = 'serving'`,
];
