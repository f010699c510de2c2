const reading = `
Events are shown as the code of today reads them: --app names a module that exports the registries, a context or an application, as
app: in the configuration does. Without either, and with --raw, they are shown as they are stored. What cannot be read is shown raw,
with the reason. The store is opened for reading alone: a file, sqlite: and a path, postgres://…, or env: and a variable.`;

export const streamsExamples = `
Examples:
  varve streams list --store orders.db --category order
  varve streams show order-0190… --store orders.db
  varve streams show order-0190… --store orders.db --from 3 --to 7 --json
  varve streams show order-0190… --store orders.db --app src/app.ts --diff 3..7
${reading}`;

export const eventsExamples = `
Examples:
  varve events list --store env:DATABASE_URL --type ordering.OrderPlaced --since 2h
  varve events show 0190c0de-… --store orders.db
  varve events tail --store env:DATABASE_URL --category order --json | jq .data
  varve events tree 0190c0de-… --store orders.db
${reading}

With --correlation, --since and --until, and for a tree, the whole log is read. tail tells each event once, in the order of the log,
and ends with 0 at Ctrl+C.`;

export const projectionsExamples = `
Examples:
  varve projections list --store orders.db
  varve projections show ordering.OrderSummary --store orders.db --app src/app.ts
  varve projections rebuild ordering.OrderSummary --app src/app.ts
  varve projections discard ordering.OrderSummary 5f3a… --store orders.db --dry-run

Rows that are kept with each append follow no log, and are behind nothing. What serves cannot be discarded.`;

export const processorsExamples = `
Examples:
  varve processors list --store env:DATABASE_URL
  varve processors show mailer --store env:DATABASE_URL --json

Discarding the checkpoint of a processor that was removed from the code lets archiving go on, which waits for every checkpoint.
Projections are listed with one line for each generation and slice. Whether a lease is held is judged by the clock of this machine.`;

export const parkedExamples = `
Examples:
  varve parked list --store orders.db
  varve parked show 0190c0de-… --store orders.db
  varve parked replay ordering.OrderSummary --app src/app.ts
  varve parked discard mailer --store orders.db --event 0190c0de-… --dry-run

replay starts the application in this process, as varve run does, waits until it leads, handles what is parked in its order, and ends.
Exit code 1 says that some failed again. discard asks before, and wants --yes where nobody can be asked.`;

export const snapshotsExamples = `
Examples:
  varve snapshots list --store orders.db
  varve snapshots show order-0190… --store orders.db
  varve snapshots discard --all --store orders.db --dry-run

Snapshots are a shorter way to a state, and made again. discard asks before, and wants --yes where nobody can be asked.`;

export const processesExamples = `
Examples:
  varve processes list --app src/app.ts --status stuck
  varve processes show banking.Transfer t-17 --app src/app.ts
  varve processes show banking.Transfer '{"transferId":"t-17"}' --app src/app.ts --json

The application is asked, on its own store, and nothing of it is started. An instance is stuck when a command of its was not answered for
long, when it has waited long for nothing but events, or when it takes longer than its schema says. Exit code 1 says that --status stuck
has found some.`;
