export const programExamples = `
Examples:
  varve init                     make a working project, or add what is missing to one
  varve generate                 write what the schemas describe
  varve generate --check         fail if a generated file is out of date, as a build should
  varve check                    judge the schemas only
  varve evolve OrderPlaced       add a version to an event, a command, a type or a state
  varve release                  make versions final that are not yet
  varve explain bind/bare-type   what a code means, and how to mend it
  varve verify --help            read a real log with the code of today
  varve run --help               keep projections and processes going
  varve events tail --store env:DATABASE_URL follow the log; see also streams, projections, processors, parked, snapshots
  varve migrate --store env:DATABASE_URL     make the tables of a store, or complete them
  varve doctor --store env:DATABASE_URL      what may cost a store events one day
  varve help generate            all there is to know about a command

Exit codes:
  0  nothing to complain about
  1  errors in schemas or in a store, or files out of date
  2  wrong usage or configuration
  70 a bug in varve`;

export const generateExamples = `
Examples:
  varve generate                             write what differs
  varve generate --check                     list files that are missing, changed or orphaned; write nothing
  varve generate --dry-run                   show what would be written, as a diff
  varve generate --watch                     write again whenever a schema changes, until Ctrl+C
  varve generate --clean                     write every generated file anew, whatever was remembered
  varve generate --config apps/shop/varve.config.yaml
  varve generate --check --format json       the same for programs

Generated files are replaced when they differ, and removed when no schema asks for them any more; only files whose first
line says that varve wrote them are ever replaced or removed, with --clean as without. In files that you own only missing handlers are added.`;

export const checkExamples = `
Examples:
  varve check
  varve check --cwd apps/shop
  varve check --fix
  varve check --stdin-filepath schemas/order.yaml < unsaved.yaml
  varve check --against main        compare with a branch instead of with varve.lock.json
  varve check --format json | jq '.diagnostics[].code'
  varve check --format github       annotations of a GitHub workflow
  varve check --format sarif > varve.sarif`;

export const evolveExamples = `
Examples:
  varve evolve OrderPlaced                   an event or a command: one more version in its YAML
  varve evolve ordering.Money                a type; whoever names it without a version gets the old one
  varve evolve OrderState                    the declared state of Order
  varve evolve OrderPlaced --dry-run         show the change as a diff

The version is a copy of the newest one, or is written as like: where you write so. Comments, order and style of the file stay.
The schemas must be without errors before, and are afterwards; otherwise nothing is written.`;

export const releaseExamples = `
Examples:
  varve release                     make everything final that is not yet
  varve release --dry-run           show what would be written, as a diff
  varve release --check             list drafts, and exit with 1 if there are any, as a deploy should
  varve release --app src/registries.ts      freeze what old versions become as well

From then on a version that was released never changes; new ones are compared with it. Nothing is released while there are
errors, or while a change would break somebody at warning or error. What is accepted is said in the configuration: by a waiver,
or with compat: { readers: info }. Commit varve.lock.json and varve.fixtures/.

The module of --app exports the registries, as for varve verify; app: in the configuration names it once and for all. Its
functions are asked what samples of old versions become, and tests hold them to the answers from then on.`;

export const diffExamples = `
Examples:
  varve diff main                            from that branch to the project as it stands
  varve diff v1.2.0 v1.3.0 --format markdown
  varve diff ../other/varve.lock.json
  varve diff refs/heads/schemas              a branch that is called like a folder here

Differences are no failure: the exit code is 0 unless something cannot be read.`;

export const changelogExamples = `
Examples:
  varve changelog                            since the last release
  varve changelog --against v1.2.0 >> CHANGELOG.md
  varve changelog --format json`;

export const explainExamples = `
Examples:
  varve explain                     all codes
  varve explain bind/unknown-event`;

export const initExamples = `
Examples:
  varve init                                 in an empty folder, or in a TypeScript project
  varve init --yes --no-install              ask nothing, install nothing
  varve init --package-manager pnpm

No file is ever overwritten. In package.json keys are added and none is changed.`;

export const formatExamples = `
Examples:
  varve format                               all schemas and the configuration
  varve format --check                       list those that are not formatted
  varve format --stdin-filepath schemas/order.yaml < schemas/order.yaml

Comments, quotes and line breaks of texts stay as they are. A file that would lose anything is left alone, and it is said.`;

export const completionExamples = `
Examples:
  eval "$(varve completion bash)"            in ~/.bashrc
  eval "$(varve completion zsh)"             in ~/.zshrc, after compinit
  varve completion fish | source             in ~/.config/fish/config.fish`;

export const verifyExamples = `
Examples:
  varve verify --app src/registries.ts --store orders.db
  varve verify --app dist/registries.js --store sqlite:/data/orders.db --format json
  varve verify --app src/registries.ts --store env:DATABASE_URL
  varve verify --app src/registries.ts --store orders.db --resume verify.json

The module exports what createOrdering is wired with: export const registries = [orderingRegistry];
Every stored event is checked and upcast as your program would do it. Exit code 1 says that some cannot be read, or that
the run was stopped. Run it against a copy of production's log, or the log itself, before a deploy.`;

const stores = `
A store is the path of a SQLite file, sqlite: and a path, or postgres://user@host/database, with ?schema=name where the tables do not
lie in the schema varve. env:NAME takes it from a variable, so that no password stands in a history; postgres:// alone takes
everything from PGHOST, PGUSER, PGPASSWORD and their kin. The runtime and the driver are those of this folder's project.`;

export const runExamples = `
Examples:
  varve run --app src/app.ts                             in development
  varve run --app dist/app.js --format json --every 60   in production: one line of JSON a minute

The module exports what openApplication returned: export const application = openApplication({ contexts: { ordering } });
or a function createApplication that returns it. A function close that it exports is called in the end. Start as many processes
as you like: each projection, processor and process works in one of them, and another takes over when that one is gone. The first
SIGINT or SIGTERM lets what is in hand finish, the second ends the process at once. Exit code 1 says that something has failed.`;

export const rebuildExamples = `
Examples:
  varve rebuild ordering.OrderSummary --app src/app.ts
  varve rebuild ordering.OrderSummary --app dist/app.js --slices 4 --events-per-second 20000

The rows that are there serve until the new ones are complete; appends go on. Stopped or killed, it goes on where it was the next
time. A projection whose YAML has changed is built anew by varve run itself. Exit code 1 says that events were skipped or
parked, or that it was stopped.`;

export const migrateExamples = `
Examples:
  varve migrate --store env:DATABASE_URL                      make or complete the tables; say what was done
  varve migrate --store env:DATABASE_URL --dry-run > up.sql   what would be done, for psql -f up.sql
  varve migrate --store env:DATABASE_URL --check              fail if there is something to do, as a deploy should
  varve migrate --store orders.db --dry-run | sqlite3 -bail orders.db

All is done in one transaction. Any number of processes may start at once, and programs of the release before go on working.
${stores}`;

export const rolesExamples = `
Examples:
  varve roles --store env:DATABASE_URL --reader shop_reader --writer shop_writer
  varve roles --store env:DATABASE_URL --writer shop_writer --dry-run > roles.sql

Roles that are not there are made, without leave to log in: GRANT shop_writer TO the_user_of_the_program. Run it again after each
migration. Whoever migrates must own the tables, or be a member of the role that does.
${stores}`;

export const doctorExamples = `
Examples:
  varve doctor --store env:DATABASE_URL
  varve doctor --store orders.db --thorough
  varve doctor --store env:DATABASE_URL --format json | jq '.findings[].code'

Run it as the user and by the way that your program connects. Exit code 1 says that events may be lost or refused; warnings do not count.
${stores}`;
