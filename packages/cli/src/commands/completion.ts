import type { Command } from 'commander'
import { oneOf } from '../shell/options.ts'
import type { Act } from './act.ts'

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const

/** Every command with its own flags, read from the program itself, so that completion cannot fall behind. */
function wordsOf(program: Command): readonly { readonly name: string; readonly flags: readonly string[] }[] {
  return program.commands.map((command) => ({
    name: command.name(),
    flags: [...command.options.map(({ long }) => long ?? ''), '--help'].filter(Boolean),
  }))
}

function bash(program: Command): string {
  const words = wordsOf(program)
  const cases = words.map(({ name, flags }) => `    ${name}) words="${flags.join(' ')}" ;;`).join('\n')
  return `_understudy() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words
  case "\${COMP_WORDS[1]}" in
${cases}
    *) words="${words.map(({ name }) => name).join(' ')} --help --version" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [[ "$current" == -* ]] || COMPREPLY+=($(compgen -f -- "$current"))
}
complete -o filenames -F _understudy understudy
`
}

function fish(program: Command): string {
  return wordsOf(program)
    .flatMap(({ name, flags }) => [
      `complete -c understudy -n __fish_use_subcommand -a ${name}`,
      ...flags.map((flag) => `complete -c understudy -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)}`),
    ])
    .map((line) => `${line}\n`)
    .join('')
}

function powershell(program: Command): string {
  const words = wordsOf(program)
  const list = (names: readonly string[]): string => `@(${names.map((name) => `'${name}'`).join(', ')})`
  const cases = words.map(({ name, flags }) => `    '${name}' { ${list(flags)} }`).join('\n')
  return `Register-ArgumentCompleter -Native -CommandName understudy -ScriptBlock {
  param($word, $tree, $position)
  $command = $tree.CommandElements | Select-Object -Skip 1 -First 1
  $words = switch ("$command") {
${cases}
    default { ${list([...words.map(({ name }) => name), '--help', '--version'])} }
  }
  $words | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`
}

/** Adds `understudy completion`. */
export function addCompletion(program: Command, act: Act): void {
  program
    .command('completion')
    .description('Print a script that completes commands and flags in your shell')
    .argument('<shell>', SHELLS.join(', '), oneOf(SHELLS))
    .addHelpText('before', 'Example:\n  source <(understudy completion bash)\n')
    .action(
      act(async (shell, kind: (typeof SHELLS)[number]) => {
        const script = { fish, powershell, bash, zsh: bash }[kind](program)
        // zsh runs bash completions once it is told to.
        shell.stdout.write(kind === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${script}` : script)
        return 0
      }),
    )
}
