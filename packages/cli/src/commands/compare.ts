import { resolve } from 'node:path'
import type { Command } from 'commander'
import { writeJson } from '../shell/write.ts'
import { terminalOf } from '../terminal/terminal.ts'
import type { Act } from './act.ts'
import { RESULT_FILE } from '../runs/words.ts'

interface Flags {
  readonly json?: boolean
  readonly root?: string
  readonly self?: string
}

/** Adds `understudy compare`. */
export function addCompare(program: Command, act: Act): void {
  program
    .command('compare')
    .description('Compare two runs over the same code: how far they agree, and what became of each flaw')
    .argument('<a.json>', 'the older run, or the baseline')
    .argument('<b.json>', 'the newer run, or the substitute')
    .option('--root <folder>', 'where the reviewed code lies, to tie findings of other scanners to it (default: here)')
    .option('--self <a2.json>', 'a second run of A: how far A agrees with itself')
    .option('--json', 'as JSON')
    .addHelpText(
      'before',
      'Examples:\n  understudy compare before.json after.json\n  understudy compare semgrep.sarif run.json\n',
    )
    .addHelpText('after', `\nEither may be a ${RESULT_FILE}.\n`)
    .action(
      act(async (shell, first: string, second: string, flags: Flags) => {
        const { readRun } = await import('../runs/read.ts')
        const at = flags.root === undefined ? {} : { root: flags.root }
        const [a, b] = [await readRun(first, shell, at), await readRun(second, shell, at)]
        const { compareReports, labelOf } = await import('../compare/matrix.ts')
        const { repeatedRows, toldFlaws } = await import('../compare/repeated.ts')
        const { sourcesOf } = await import('../runs/sources.ts')
        const comparison = compareReports(a, b)
        const self = flags.self === undefined ? undefined : compareReports(a, await readRun(flags.self, shell, at))
        const labels = [labelOf(a), labelOf(b)] as const
        const told = toldFlaws(comparison, await sourcesOf(a, resolve(shell.cwd, flags.root ?? '.')))
        const repeated = repeatedRows(comparison, self)
        if (flags.json) {
          const { agreement, cells, severity, files } = comparison
          const flaws = told.map(({ state, finding }) => ({
            state,
            id: finding.id,
            fingerprint: finding.fingerprint.v1,
            path: finding.locations[0].path,
            severity: finding.severity.level,
            title: finding.title,
          }))
          writeJson(shell, { a: labels[0], b: labels[1], agreement, cells, severity, files, repeated, flaws })
        } else {
          const { renderComparison } = await import('../compare/render.ts')
          shell.stdout.write(
            `${renderComparison(terminalOf(shell.stdout, shell), comparison, { labels, flaws: told, repeated })}\n`,
          )
        }
        return 0
      }),
    )
}
