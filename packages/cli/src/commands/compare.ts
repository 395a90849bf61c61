import type { Command } from 'commander'
import { writeJson } from '../shell/write.ts'
import { terminalOf } from '../terminal/terminal.ts'
import type { Act } from './act.ts'
import { RESULT_FILE } from '../runs/words.ts'

/** Adds `understudy compare`. */
export function addCompare(program: Command, act: Act): void {
  program
    .command('compare')
    .description('Compare two runs over the same code: how far they agree, and what became of each flaw')
    .argument('<a.json>', 'the older run, or the baseline')
    .argument('<b.json>', 'the newer run, or the substitute')
    .option('--root <folder>', 'where the reviewed code lies, to tie findings of other scanners to it (default: here)')
    .option('--json', 'as JSON')
    .addHelpText(
      'before',
      'Examples:\n  understudy compare before.json after.json\n  understudy compare semgrep.sarif run.json\n',
    )
    .addHelpText('after', `\nEither may be a ${RESULT_FILE}.\n`)
    .action(
      act(async (shell, first: string, second: string, flags: { readonly json?: boolean; readonly root?: string }) => {
        const { readRun } = await import('../runs/read.ts')
        const at = flags.root === undefined ? {} : { root: flags.root }
        const [a, b] = [await readRun(first, shell, at), await readRun(second, shell, at)]
        const { compareReports, labelOf } = await import('../compare/matrix.ts')
        const comparison = compareReports(a, b)
        const labels = [labelOf(a), labelOf(b)] as const
        if (flags.json) {
          const { agreement, cells, severity, files } = comparison
          const flaws = comparison.flaws.map(({ state, finding }) => ({
            state,
            id: finding.id,
            fingerprint: finding.fingerprint.v1,
            path: finding.locations[0].path,
            severity: finding.severity.level,
            title: finding.title,
          }))
          writeJson(shell, { a: labels[0], b: labels[1], agreement, cells, severity, files, flaws })
        } else {
          const { renderComparison } = await import('../compare/render.ts')
          shell.stdout.write(`${renderComparison(terminalOf(shell.stdout, shell), comparison, labels)}\n`)
        }
        return 0
      }),
    )
}
