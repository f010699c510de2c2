import { Argument, Command, Option } from 'commander';
import type { GenerateMode, GenerateOptions } from './generate.js';
import {
  changelogExamples,
  checkExamples,
  completionExamples,
  diffExamples,
  evolveExamples,
  explainExamples,
  formatExamples,
  generateExamples,
  initExamples,
  programExamples,
  releaseExamples,
} from './help-text.js';
import type { InitFlags } from './init/init.js';
import { packageManagers } from './init/package-managers.js';
import { packageVersion } from './package-metadata.js';
import { type ReportFormat, reportFormats } from './print-report.js';
import { type DifferenceFormat, differenceFormats } from './difference-formats.js';
import { type Shell, shells } from './shells.js';
import { declareOperations, type OperationActions } from './operation-program.js';
import {
  type ApplicationActions,
  declareApplicationCommands,
  declareStoreCommands,
  type StoreActions,
} from './store-program.js';
import type { ColorChoice } from './terminal.js';

export interface PlaceFlags {
  readonly cwd?: string;
  readonly color: ColorChoice;
}

export interface CommonFlags extends PlaceFlags {
  readonly config?: string;
  readonly format: ReportFormat;
}

export interface InputFlags {
  readonly stdinFilepath?: string;
}

export interface CheckFlags extends CommonFlags, InputFlags {
  readonly against?: string;
  readonly fix?: true;
}

export interface FormatFlags extends PlaceFlags, InputFlags {
  readonly config?: string;
  readonly check?: boolean;
}

export interface EvolveFlags extends PlaceFlags {
  readonly config?: string;
  readonly dryRun?: true;
}

interface GenerateFlags extends CommonFlags {
  readonly check?: true;
  readonly dryRun?: true;
  readonly watch?: true;
  readonly clean?: true;
}

interface ReleaseFlags extends GenerateFlags {
  readonly app?: string;
}

export interface CompareFlags extends PlaceFlags {
  readonly config?: string;
  readonly format: DifferenceFormat;
}

export interface ChangelogFlags extends CompareFlags {
  readonly against?: string;
}

/** What the commands do, once the arguments are understood. */
export interface Actions extends StoreActions, ApplicationActions, OperationActions {
  readonly generate: (flags: CommonFlags, mode: GenerateMode, options: Pick<GenerateOptions, 'clean'>) => Promise<void>;
  readonly watch: (flags: CommonFlags) => Promise<void>;
  readonly check: (flags: CheckFlags) => Promise<void>;
  readonly release: (flags: CommonFlags & Pick<ReleaseFlags, 'app'>, mode: GenerateMode) => Promise<void>;
  readonly diff: (from: string, to: string | undefined, flags: CompareFlags) => Promise<void>;
  readonly changelog: (flags: ChangelogFlags) => Promise<void>;
  readonly evolve: (name: string, flags: EvolveFlags) => Promise<void>;
  readonly explain: (code: string | undefined, flags: Pick<CommonFlags, 'color'>) => Promise<void>;
  readonly format: (flags: FormatFlags) => Promise<void>;
  readonly completion: (program: Command, shell: Shell, flags: Pick<CommonFlags, 'color'>) => Promise<void>;
  readonly init: (flags: InitFlags & PlaceFlags) => Promise<void>;
}

export interface TextOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** The commands and flags that there are. Wrong ones end in a `CommanderError` after it was said what is wrong. */
export function createProgram(actions: Actions, { out, err }: TextOutput): Command {
  const program = new Command('varve')
    .description('The schema compiler for event-sourced TypeScript.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .showHelpAfterError('Run varve --help for what there is.')
    .configureOutput({ writeOut: out, writeErr: err })
    .addHelpText('after', programExamples);
  declareGenerate(program, actions);
  declareCheck(program, actions);
  declareEvolve(program, actions);
  declareRelease(program, actions);
  declareComparisons(program, actions);
  declareStoreCommands(program, actions, addPlace);
  declareApplicationCommands(program, actions, addPlace);
  declareOperations(program, actions, addPlace);
  declareTools(program, actions);
  return program;
}

function declareGenerate(program: Command, actions: Actions): void {
  addCommon(program.command('generate'))
    .description('Write the code that the schemas describe; touch only what differs.')
    .addOption(
      new Option('--check', 'write nothing; list files that are out of date, and exit with 1 if there are any'),
    )
    .addOption(new Option('--dry-run', 'write nothing; show what would change').conflicts('check'))
    .addOption(
      new Option('--watch', 'go on: write again whenever a schema changes, one line each time').conflicts([
        'check',
        'dryRun',
      ]),
    )
    .addOption(
      new Option('--clean', 'trust nothing that is there: write every generated file anew').conflicts([
        'check',
        'dryRun',
        'watch',
      ]),
    )
    .addHelpText('after', generateExamples)
    .action((flags: GenerateFlags, command: Command) => {
      if (flags.watch !== true) return actions.generate(flags, modeOf(flags), { clean: flags.clean === true });
      if (flags.format !== 'pretty')
        command.error("error: option '--watch' prints for people, --format does not apply");
      return actions.watch(flags);
    });
}

function declareCheck(program: Command, actions: Actions): void {
  addCommon(program.command('check'))
    .description('Judge the schemas, and write nothing.')
    .addOption(new Option('--fix', 'mend what can be mended for certain'))
    .addOption(inputOption().conflicts('fix'))
    .addOption(againstOption('compare with it instead of with varve.lock.json'))
    .addHelpText('after', checkExamples)
    .action((flags: CheckFlags) => actions.check(flags));
}

function declareEvolve(program: Command, actions: Actions): void {
  addConfig(addPlace(program.command('evolve')))
    .argument('<name>', 'an event, a command, a type or a state, as OrderPlaced, ordering.OrderPlaced or OrderState')
    .description('Add a version to an event, a command, a type or a state: a copy of its newest one.')
    .addOption(new Option('--dry-run', 'write nothing; show what would change'))
    .addHelpText('after', evolveExamples)
    .action((name: string, flags: EvolveFlags) => actions.evolve(name, flags));
}

function declareRelease(program: Command, actions: Actions): void {
  addCommon(program.command('release'))
    .description('Make every version final that is not yet: write varve.lock.json, and samples of what is new.')
    .addOption(new Option('--check', 'write nothing; exit with 1 if there are versions that were not released'))
    .addOption(new Option('--dry-run', 'write nothing; show what would change').conflicts('check'))
    .addOption(
      new Option('--app <module>', 'freeze what old versions become, asked of this module that exports the registries'),
    )
    .addHelpText('after', releaseExamples)
    .action((flags: ReleaseFlags) => actions.release(flags, modeOf(flags)));
}

function declareComparisons(program: Command, actions: Actions): void {
  addConfig(addPlace(program.command('diff')))
    .argument('<from>', 'a revision of git, a folder with a configuration, or a lock file')
    .argument('[to]', 'the same; otherwise the project as it stands')
    .description('Say what differs between two states of the schemas, and whom it breaks.')
    .addOption(differenceOption('text'))
    .addHelpText('after', diffExamples)
    .action((from: string, to: string | undefined, flags: CompareFlags) => actions.diff(from, to, flags));
  addConfig(addPlace(program.command('changelog')))
    .description('Say what is new since the last release, and whom it breaks.')
    .addOption(againstOption('what to begin with instead of varve.lock.json'))
    .addOption(differenceOption('markdown'))
    .addHelpText('after', changelogExamples)
    .action((flags: ChangelogFlags) => actions.changelog(flags));
}

function againstOption(description: string): Option {
  return new Option('--against <what>', `a revision of git, a folder or a lock file: ${description}`);
}

function differenceOption(usual: DifferenceFormat): Option {
  return new Option('--format <format>', 'how to print what differs').choices(differenceFormats).default(usual);
}

/** Commands that do not look at the schemas as a whole. */
function declareTools(program: Command, actions: Actions): void {
  addConfig(addPlace(program.command('format')))
    .description('Bring the YAML files into one style, and never change what they mean.')
    .addOption(
      new Option('--check', 'write nothing; list files that are not formatted, and exit with 1 if there are any'),
    )
    .addOption(inputOption().conflicts('check'))
    .addHelpText('after', formatExamples)
    .action((flags: FormatFlags) => actions.format(flags));
  program
    .command('explain')
    .argument('[code]', 'such as bind/unknown-event; without it, all codes are listed')
    .description('Say what a code means, with examples, and how to mend it.')
    .addOption(colorOption())
    .allowExcessArguments(false)
    .addHelpText('after', explainExamples)
    .action((code: string | undefined, flags: Pick<CommonFlags, 'color'>) => actions.explain(code, flags));
  addPlace(program.command('init'))
    .description('Make a working project here, or add what is missing to the one that is here.')
    .addOption(new Option('-y, --yes', 'ask nothing, take the defaults'))
    .addOption(new Option('--name <name>', 'name of the package, if there is none yet'))
    .addOption(
      new Option('--package-manager <name>', 'otherwise the one whose lock file is there').choices(packageManagers),
    )
    .addOption(new Option('--no-install', 'only write what is to be installed'))
    .addHelpText('after', initExamples)
    .action((flags: InitFlags & PlaceFlags) => actions.init(flags));
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'the shell to teach').choices(shells))
    .description('Print the script that lets a shell complete commands and flags.')
    .addOption(colorOption())
    .allowExcessArguments(false)
    .addHelpText('after', completionExamples)
    .action((shell: Shell, flags: Pick<CommonFlags, 'color'>) => actions.completion(program, shell, flags));
}

function modeOf({ check, dryRun }: GenerateFlags): GenerateMode {
  if (check === true) return 'compare';
  return dryRun === true ? 'preview' : 'write';
}

function addCommon(command: Command): Command {
  return addConfig(addPlace(command)).addOption(
    new Option('--format <format>', 'how to print findings').choices(reportFormats).default('pretty'),
  );
}

function addConfig(command: Command): Command {
  return command.addOption(
    new Option('-c, --config <file>', 'the configuration; otherwise the nearest varve.config.yaml upwards'),
  );
}

function inputOption(): Option {
  return new Option('--stdin-filepath <file>', 'take the text of this file from standard input, as editors do');
}

/** What every command has. */
function addPlace(command: Command): Command {
  return command
    .addOption(new Option('--cwd <folder>', 'run as if started in this folder'))
    .addOption(colorOption())
    .allowExcessArguments(false);
}

function colorOption(): Option {
  return new Option('--color <when>', 'auto heeds NO_COLOR and FORCE_COLOR')
    .choices(['auto', 'always', 'never'])
    .default('auto');
}
