import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse, type ParseError } from 'jsonc-parser'
import { describe, expect, it } from 'vitest'
import { fences, pages, readPage, ROOT } from '../../scripts/docs/page.ts'

/** Subcommands with their flags, as the command's own completion knows them. */
async function knownCommands(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--conditions=@understudy/source',
    '--disable-warning=ExperimentalWarning',
    join(ROOT, 'packages/cli/bin/understudy.js'),
    'completion',
    'bash',
  ])
  return new Map(
    [...stdout.matchAll(/^ {4}(\S+)\) words="([^"]*)"/gm)].map(([, name = '', words = '']) => [name, new Set(words.split(' '))]),
  )
}

const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
  devDependencies: Record<string, string>
}
const known = await knownCommands()

const INSTALLABLE = /^@understudy\/(?:cli|sdk|floor|outage|conformance|failover|providers|findings|spec)$|^@ast-grep\/lang-/

/** What is wrong with one command of a `sh` fence; those that are shown with their output run in `sessions.test.ts`. */
function complaint(command: string): string | null {
  const words = command.trim().split(/\s+/)
  if (words[0] === 'npx') words.shift()
  const [program = '', verb = '', ...rest] = words
  if (program === 'understudy' || program === '@understudy/cli') {
    const flags = known.get(verb)
    if (!flags && !verb.startsWith('-')) return `understudy has no ${verb}`
    // Subcommands of `notices` and `audit` have flags that completion does not list.
    const unknown = rest.find((word) => word.startsWith('--') && flags && flags.size > 1 && !flags.has(word.split('=')[0] ?? ''))
    return unknown ? `understudy ${verb} has no ${unknown}` : null
  }
  if (program !== 'npm') return null
  const script = rest.find((word) => !word.startsWith('-'))
  if (verb === 'run' && !rest.includes('-w') && script && !Object.hasOwn(manifest.scripts, script))
    return `there is no script ${script}`
  if (verb !== 'install') return null
  const stranger = rest.find(
    (word) => !word.startsWith('-') && !INSTALLABLE.test(word) && !Object.hasOwn(manifest.devDependencies, word),
  )
  return stranger ? `${stranger} is no package of ours or of a vendor` : null
}

/** The commands of one line, without its comment. */
const commandsOf = (line: string): readonly string[] => line.replace(/(?:^|\s)#.*$/, '').split(/&&|[|;]/)

describe('the documentation', async () => {
  const all = await Promise.all((await pages()).map(async (page) => [page, await readPage(page)] as const))

  it('shows only commands, flags, scripts and packages that there are', () => {
    const wrong = all.flatMap(([page, text]) =>
      fences(text, 'sh').flatMap(({ line, code }) =>
        code.split('\n').flatMap((text, index) =>
          commandsOf(text)
            .flatMap((command) => complaint(command) ?? [])
            .map((found) => `${page}:${line + 1 + index}: ${found}`),
        ),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('shows JSON that is JSON', () => {
    const wrong = all.flatMap(([page, text]) =>
      fences(text, 'json', 'jsonc').flatMap(({ line, language, code }) => {
        const errors: ParseError[] = []
        parse(code, errors, { disallowComments: language === 'json', allowTrailingComma: false })
        return errors.length > 0 ? [`${page}:${line}`] : []
      }),
    )
    expect(wrong).toEqual([])
  })

  it.each([
    ['understudy reviw .', 'understudy has no reviw'],
    ['npx understudy review . --fail-at high', 'understudy review has no --fail-at'],
    ['npm run demos', 'there is no script demos'],
    ['npm install @understudy/sdkk', '@understudy/sdkk is no package of ours or of a vendor'],
  ])('%s would be found', (line, found) => expect(complaint(line)).toBe(found))
})
