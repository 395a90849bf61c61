import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const folder = join(root, 'test/docs/.snippets')

/** What a reader is assumed to have at hand when a snippet does not say it. */
const PRELUDE = 'declare const content: string\n'

async function pages(): Promise<string[]> {
  const docs = await readdir(join(root, 'docs'), { recursive: true })
  const packages = await readdir(join(root, 'packages'))
  return [
    'README.md',
    ...docs.filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
    ...packages.map((name) => join('packages', name, 'README.md')),
  ]
}

/** A code fence: the line it starts at, and its file's name where it has one (` ```ts house.ts `). */
interface Fence {
  readonly line: number
  readonly name: string | undefined
  readonly code: string
}

function fences(text: string, language: string): Fence[] {
  const found = text.matchAll(new RegExp(`^\`\`\`${language}(?: (\\S+))?\\n([^]*?)^\`\`\`$`, 'gm'))
  return [...found].map((match) => ({
    line: text.slice(0, match.index).split('\n').length,
    name: match[1],
    code: match[2] ?? '',
  }))
}

describe('documentation', () => {
  const snippets = new Map<string, string>()

  beforeAll(async () => {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    for (const page of await pages())
      for (const { line, name = `line-${line}.ts`, code } of fences(await readFile(join(root, page), 'utf8'), 'ts')) {
        // The snippets of a page may import each other by name.
        const path = join(folder, page.replaceAll(/[/.]/g, '-'), name)
        snippets.set(path, `${page}:${line}`)
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, `${code.includes('content }') ? PRELUDE : ''}${code}\nexport {}\n`)
      }
    const tsconfig = { extends: '../../../tsconfig.base.json', compilerOptions: { noUnusedLocals: false }, include: ['**/*.ts'] }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('has TypeScript snippets that compile against the packages', async () => {
    expect(snippets.size).toBeGreaterThan(0)
    const complaint = await run(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { cwd: root }).then(
      () => '',
      (error: { stdout: string }) => error.stdout,
    )
    expect(complaint).toBe('')
  })

  it('links only to pages that exist', async () => {
    const broken: string[] = []
    for (const page of await pages()) {
      const links = (await readFile(join(root, page), 'utf8')).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)[^)]*\)/g)
      for (const [, link = ''] of links) {
        const target = resolve(root, dirname(page), link)
        const exists = await readdir(dirname(target)).then(
          (names) => names.includes(target.slice(dirname(target).length + 1)),
          () => false,
        )
        if (!exists) broken.push(`${page}: ${relative(root, target)}`)
      }
    }
    expect(broken).toEqual([])
  })

  it('shows the two commands, and says that vendors are simulated', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8')
    expect(fences(readme, 'sh').map(({ code }) => code.trim())).toEqual(
      expect.arrayContaining(['npm ci && npm run demo', 'npm ci && npm test']),
    )
    expect(readme).toContain('the vendors are simulated')
  })
})
