import type { Command, Option } from 'commander';
import type { Shell } from './shells.js';

/** What can be typed after a command. */
interface Words {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionWords[];
  /** Of a group of commands. */
  readonly verbs: readonly Pick<Words, 'name' | 'description'>[];
}

interface OptionWords {
  readonly flags: readonly string[];
  readonly description: string;
  /** Whether a value follows, and which, if there are only a few. */
  readonly value: 'none' | 'file' | readonly string[];
}

/** The script that teaches a shell the commands and flags there are, made of the program itself. */
export function completionScript(program: Command, shell: Shell): string {
  const commands = program.commands.map(wordsOf);
  return scripts[shell](wordsOf(program), commands);
}

const help: OptionWords = { flags: ['-h', '--help'], description: 'print help', value: 'none' };

function wordsOf(command: Command): Words {
  const verbs = command.parent === null ? [] : command.commands.map(wordsOf);
  const own = command.options.filter(({ hidden }) => !hidden).map(optionWords);
  const all = [...own, ...verbs.flatMap(({ options }) => options), help];
  const options = [...new Map(all.map((option) => [option.flags.join(), option])).values()];
  return { name: command.name(), description: command.description(), options, verbs };
}

function optionWords({ short, long, description, required, optional, argChoices }: Option): OptionWords {
  const flags = [short, long].filter((flag) => flag !== undefined);
  return { flags, description, value: required || optional ? (argChoices ?? 'file') : 'none' };
}

const scripts: Readonly<Record<Shell, (program: Words, commands: readonly Words[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

function bashScript(program: Words, commands: readonly Words[]): string {
  const flagsOf = ({ options, verbs }: Words): string =>
    [...verbs.map(({ name }) => name), ...options.flatMap(({ flags }) => flags)].join(' ');
  const values = valuesOf(commands).map(
    ({ patterns, value }) => `    ${patterns.join('|')}) ${bashValue(value)}; return ;;`,
  );
  return `# varve completion for bash: eval "$(varve completion bash)"
_varve() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  case "\${COMP_WORDS[1]} $previous" in
${values.join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${commands.map((command) => `    ${command.name}) words="${flagsOf(command)}" ;;`).join('\n')}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${commands.map(({ name }) => name).join(' ')} ${flagsOf(program)}"; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _varve varve
`;
}

function bashValue(value: OptionWords['value']): string {
  return Array.isArray(value)
    ? `COMPREPLY=($(compgen -W "${value.join(' ')}" -- "$current"))`
    : 'COMPREPLY=($(compgen -f -- "$current"))';
}

function zshScript(program: Words, commands: readonly Words[]): string {
  const cases = commands.map(
    ({ name, options, verbs }) =>
      `    ${name}) _arguments ${[...options.flatMap(zshOption), ...zshVerbs(verbs)].join(' ')} '*: :_default' ;;`,
  );
  const described = commands.map(({ name, description }) => quoted(`${name}:${description.replaceAll(':', '\\:')}`));
  return `#compdef varve
# varve completion for zsh: eval "$(varve completion zsh)"
_varve() {
  if (( CURRENT == 2 )); then
    local -a commands=(${described.join(' ')})
    _describe command commands
    _arguments ${program.options.flatMap(zshOption).join(' ')}
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _varve varve
`;
}

function zshVerbs(verbs: Words['verbs']): readonly string[] {
  return verbs.length === 0 ? [] : [quoted(`1: :(${verbs.map(({ name }) => name).join(' ')})`)];
}

function zshOption({ flags, description, value }: OptionWords): readonly string[] {
  const text = description.replaceAll(/[[\]:]/g, (character) => `\\${character}`);
  const after = value === 'none' ? '' : value === 'file' ? ':file:_files' : `:value:(${value.join(' ')})`;
  return flags.map((flag) => quoted(`${flag}[${text}]${after}`));
}

function fishScript(program: Words, commands: readonly Words[]): string {
  const atStart = "-n '__fish_use_subcommand'";
  const lines = [
    ...commands.map(({ name, description }) => `complete -c varve -f ${atStart} -a ${name} -d ${quoted(description)}`),
    ...program.options.map((option) => fishOption(option, atStart)),
    ...commands.flatMap(fishVerbs),
    ...commands.flatMap(({ name, options }) =>
      options.map((option) => fishOption(option, `-n '__fish_seen_subcommand_from ${name}'`)),
    ),
  ];
  return `# varve completion for fish: varve completion fish | source\n${lines.join('\n')}\n`;
}

function fishVerbs({ name, verbs }: Words): readonly string[] {
  const names = verbs.map((verb) => verb.name).join(' ');
  const first = `-n '__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${names}'`;
  return verbs.map((verb) => `complete -c varve -f ${first} -a ${verb.name} -d ${quoted(verb.description)}`);
}

function fishOption({ flags, description, value }: OptionWords, condition: string): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const after = value === 'none' ? '' : value === 'file' ? ' -r -F' : ` -x -a ${quoted(value.join(' '))}`;
  return `complete -c varve ${condition} ${names.join(' ')} -d ${quoted(description)}${after}`;
}

interface FollowedFlag {
  /** Of command and flag. */
  readonly patterns: readonly string[];
  readonly value: OptionWords['value'];
}

/** Flags with a value: once where all commands agree about what follows, otherwise by command. */
function valuesOf(commands: readonly Words[]): readonly FollowedFlag[] {
  const found = new Map<string, Map<string, { readonly names: string[]; readonly option: OptionWords }>>();
  for (const { name, options } of commands) {
    for (const option of options.filter(({ value }) => value !== 'none')) {
      const key = option.flags.join('|');
      const byValue = found.get(key) ?? new Map<string, { readonly names: string[]; readonly option: OptionWords }>();
      const same = byValue.get(String(option.value)) ?? { names: [], option };
      same.names.push(name);
      found.set(key, byValue.set(String(option.value), same));
    }
  }
  return [...found.values()].flatMap((byValue) =>
    [...byValue.values()].map(({ names, option: { flags, value } }) => ({
      patterns: (byValue.size === 1 ? ['*'] : names.map((name) => `"${name}"`)).flatMap((name) =>
        flags.map((flag) => `${name}" ${flag}"`),
      ),
      value,
    })),
  );
}

/** In single quotes, for all three shells. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
