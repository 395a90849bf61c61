import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { JournalLine } from '@understudy/failover'
import { encodeTerminalLine } from '@understudy/findings'
import { refuseOption, UnderstudyError } from '@understudy/spec'
import { errnoWords } from '../shell/errno.ts'
import { EXIT } from '../shell/exit-code.ts'
import { wholeNumber } from '../shell/options.ts'
import type { Shell } from '../shell/shell.ts'
import { writeJson } from '../shell/write.ts'
import { count } from '../terminal/text.ts'
import type { Act } from './act.ts'

interface VerifyFlags {
  readonly head?: string
  readonly json?: boolean
}

/** A head as `audit verify` prints it: the number of the last record, a colon, and its hash. */
function readHead(text: string): { readonly seq: number; readonly hash: string } {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? []
  return seq === undefined || hash === undefined
    ? refuseOption('--head', 'as audit verify prints it: 12:<64 digits>', text)
    : { seq: Number(seq), hash }
}

async function verify(path: string, flags: VerifyFlags, shell: Shell): Promise<number> {
  const { verifyJournal } = await import('@understudy/failover')
  const head = flags.head === undefined ? undefined : readHead(flags.head)
  const result = await verifyJournal({ path: resolve(shell.cwd, path), runtime: shell.runtime, ...(head && { head }) })
  if (flags.json) writeJson(shell, result)
  else {
    for (const { sentence, file, line } of result.findings)
      shell.stdout.write(`${encodeTerminalLine(`${file}:${line} ${sentence}`)}\n`)
    const at = result.head ? ` Head ${result.head.seq}:${result.head.hash}` : ''
    const { ok, records, lost, recovered, torn } = result
    const also = [
      lost > 0 && `${lost} lost`,
      recovered > 0 && `${count(recovered, 'line')} torn by crashes and owned up to`,
      torn && 'the last line torn by a crash',
    ].filter((part) => part !== false)
    shell.stdout.write(`${ok ? 'Whole' : 'Not whole'}: ${[count(records, 'record'), ...also].join(', ')}.${at}\n`)
    if (result.ok && !head) shell.stdout.write('Give --head from an earlier run to see also whether the end was cut off.\n')
  }
  return result.ok ? EXIT.clean : EXIT.findings
}

/** One record for people. What a later version writes is shown by its type. */
function lineText({ seq, at, entry }: JournalLine): string {
  const said = (): string => {
    switch (entry.type) {
      case 'attempt':
        return `${entry.attempt.target} ${entry.attempt.outcome}${entry.attempt.failure ? `: ${entry.attempt.failure.sentence}` : ` in ${Math.round(entry.attempt.durationMs)} ms`}`
      case 'decision':
        return `${entry.decision}${entry.target ? ` ${entry.target}` : ''}: ${entry.why}`
      case 'execution-started':
        return `${entry.executionId} begins ${entry.task}`
      case 'execution-finished':
        return `${entry.executionId} ${entry.outcome}${entry.target ? ` by ${entry.target}` : ''}`
      default:
        return entry.type
    }
  }
  return encodeTerminalLine(`${String(seq).padStart(6)}  ${at}  ${said()}`)
}

/** @throws UnderstudyError `journal-unusable` for a line that no journal has */
function readLine(line: string, where: string): JournalLine {
  try {
    const record = JSON.parse(line) as JournalLine
    if (typeof record?.entry?.type === 'string') return record
  } catch {
    // Said below, like a line of another shape.
  }
  throw new UnderstudyError('journal-unusable', `${where}, is not a record of a journal. Check the file: understudy audit verify`)
}

async function show(path: string, last: number, json: boolean, shell: Shell): Promise<number> {
  const text = await shell.runtime.files.readText(resolve(shell.cwd, path)).catch((error: NodeJS.ErrnoException) => {
    throw new UnderstudyError('journal-unusable', `${path} cannot be read: ${errnoWords(error)}.`, { cause: error })
  })
  const lines = text.split('\n').filter(Boolean).slice(-last)
  const records = lines.map((line, index) => readLine(line, `${path}, record ${index + 1} of the last ${lines.length}`))
  if (json) writeJson(shell, records)
  else for (const record of records) shell.stdout.write(`${lineText(record)}\n`)
  return EXIT.clean
}

/** Adds `understudy audit`. */
export function addAudit(program: Command, act: Act): void {
  const audit = program
    .command('audit')
    .description('Look into the journal of what was sent where, and check that nobody changed it')
  audit.addHelpText('before', 'Example:\n  understudy audit verify journal.jsonl\n')
  audit
    .command('verify')
    .description('Check the chain of hashes')
    .argument('<journal>', 'file that review --journal wrote')
    .option('--head <head>', 'head of an earlier run, so that a cut end shows')
    .option('--json', 'as JSON')
    .action(act(async (shell, path: string, flags: VerifyFlags) => verify(path, flags, shell)))
  audit
    .command('show')
    .description('Show the last records')
    .argument('<journal>', 'file that review --journal wrote')
    .option('--last <number>', 'how many', wholeNumber(1, 1_000_000), 50)
    .option('--json', 'as JSON')
    .action(
      act(async (shell, path: string, flags: { readonly last: number; readonly json?: boolean }) =>
        show(path, flags.last, flags.json ?? false, shell),
      ),
    )
}
