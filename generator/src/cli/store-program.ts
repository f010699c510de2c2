import { type Command, Option } from 'commander';
import {
  doctorExamples,
  migrateExamples,
  rebuildExamples,
  rolesExamples,
  runExamples,
  verifyExamples,
} from './help-text.js';
import type { PlaceFlags } from './program.js';
import { reportFormats } from './print-report.js';
import type { RunFlags } from './run/run-application.js';
import type { RebuildFlags } from './run/run-rebuild.js';
import type { DoctorFlags } from './store/run-doctor.js';
import type { MigrateFlags } from './store/run-migrate.js';
import type { RolesFlags } from './store/run-roles.js';
import type { VerifyFlags } from './verify/run-verify.js';

/** What the commands that work on a store do. */
export interface StoreActions {
  readonly verify: (flags: VerifyFlags & PlaceFlags) => Promise<void>;
  readonly migrate: (flags: MigrateFlags & PlaceFlags) => Promise<void>;
  readonly roles: (flags: RolesFlags & PlaceFlags) => Promise<void>;
  readonly doctor: (flags: DoctorFlags & PlaceFlags) => Promise<void>;
}

/** What the commands that run an application do. */
export interface ApplicationActions {
  readonly run: (flags: RunFlags & PlaceFlags) => Promise<void>;
  readonly rebuild: (projection: string, flags: RebuildFlags & PlaceFlags) => Promise<void>;
}

/** Declares the commands that work on a store instead of on schemas. @param addPlace adds what every command has */
export function declareStoreCommands(
  program: Command,
  actions: StoreActions,
  addPlace: (command: Command) => Command,
): void {
  const command = (name: string): Command =>
    addPlace(program.command(name))
      .addOption(
        new Option(
          '--store <url>',
          'a SQLite file, postgres://…, or env: and a variable that holds one',
        ).makeOptionMandatory(),
      )
      .addOption(new Option('--schema <name>', 'where the tables lie in PostgreSQL; otherwise varve'));
  const format = (): Option =>
    new Option('--format <format>', 'how to print it').choices(['pretty', 'json']).default('pretty');
  declareVerify(command, actions);
  command('migrate')
    .description('Make the tables of a store, or complete those of an earlier release.')
    .addOption(new Option('--dry-run', 'change nothing; print the SQL'))
    .addOption(new Option('--check', 'change nothing; exit with 1 if there is something to do').conflicts('dryRun'))
    .addOption(new Option('--jsonb-view', 'make the view events_json as well; in PostgreSQL'))
    .addOption(
      new Option('--partitions <count>', 'make the table of events in so many parts; in PostgreSQL, and once for all'),
    )
    .addOption(new Option('--lock-timeout <seconds>', 'how long to wait for others').default('10'))
    .addOption(format())
    .addHelpText('after', migrateExamples)
    .action((flags: MigrateFlags & PlaceFlags) => actions.migrate(flags));
  command('roles')
    .description(
      'Make the roles that read a store in PostgreSQL, append to it and tidy it, or grant them what they need.',
    )
    .addOption(new Option('--reader <name>', 'may read everything'))
    .addOption(new Option('--writer <name>', 'may do what an application does, and change nothing that was stored'))
    .addOption(new Option('--maintenance <name>', 'may do that, and tidy away what is no history'))
    .addOption(new Option('--dry-run', 'change nothing; print the SQL'))
    .addHelpText('after', rolesExamples)
    .action((flags: RolesFlags & PlaceFlags) => actions.roles(flags));
  command('doctor')
    .description('Look for what may cost a store events one day, and say what to do; change nothing.')
    .addOption(new Option('--thorough', 'compare indexes with tables, too; in SQLite'))
    .addOption(new Option('--minutes <count>', 'after which a transaction is a long one').default('5'))
    .addOption(format())
    .addHelpText('after', doctorExamples)
    .action((flags: DoctorFlags & PlaceFlags) => actions.doctor(flags));
}

function declareVerify(command: (name: string) => Command, actions: StoreActions): void {
  command('verify')
    .description('Read a whole log with the code of today, and store nothing in it.')
    .addOption(
      new Option(
        '--app <module>',
        'the module that exports the registries, TypeScript or JavaScript',
      ).makeOptionMandatory(),
    )
    .addOption(new Option('--format <format>', 'how to print what was found').choices(reportFormats).default('pretty'))
    .addOption(new Option('--threads <count>', 'how many read at once; otherwise one for each processor, 8 at most'))
    .addOption(new Option('--failures <count>', 'how many failures to show of each type and version; otherwise 5'))
    .addOption(new Option('--resume <file>', 'keep the progress in this file, and go on from there the next time'))
    .addHelpText('after', verifyExamples)
    .action((flags: VerifyFlags & PlaceFlags) => actions.verify(flags));
}

/** Declares the commands that run what follows the log. @param addPlace adds what every command has */
export function declareApplicationCommands(
  program: Command,
  actions: ApplicationActions,
  addPlace: (command: Command) => Command,
): void {
  const command = (name: string): Command =>
    addPlace(program.command(name))
      .addOption(
        new Option(
          '--app <module>',
          'the module that exports the application, TypeScript or JavaScript',
        ).makeOptionMandatory(),
      )
      .addOption(new Option('--format <format>', 'how to print it').choices(['pretty', 'json']).default('pretty'));
  command('run')
    .description('Keep the projections, processors and processes of an application going, until a signal ends it.')
    .addOption(new Option('--every <seconds>', 'how often to say how things stand').default('10'))
    .addHelpText('after', runExamples)
    .action((flags: RunFlags & PlaceFlags) => actions.run(flags));
  command('rebuild')
    .argument('<projection>', 'such as ordering.OrderSummary')
    .description('Make the rows of a projection anew beside those that serve, and put them in their place.')
    .addOption(new Option('--events-per-second <count>', 'no faster, so that others find the store free'))
    .addOption(new Option('--slices <count>', 'side by side, where each row belongs to a stream'))
    .addHelpText('after', rebuildExamples)
    .action((projection: string, flags: RebuildFlags & PlaceFlags) => actions.rebuild(projection, flags));
}
