import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

/** A code fence: where its text starts, its language, and its file's name where it has one (` ```ts house.ts `). */
export interface Fence {
  readonly line: number
  readonly start: number
  readonly language: string
  readonly name: string | undefined
  readonly code: string
}

const FENCE = /^(```(\w+)(?: (\S+))?\n)([^]*?)^```$/gm

export function fences(text: string, ...languages: readonly string[]): Fence[] {
  return [...text.matchAll(FENCE)]
    .map((match) => ({
      line: text.slice(0, match.index).split('\n').length,
      start: match.index + (match[1] ?? '').length,
      language: match[2] ?? '',
      name: match[3],
      code: match[4] ?? '',
    }))
    .filter(({ language }) => languages.length === 0 || languages.includes(language))
}

/** Every page that is written for readers, as paths from the root of the repository. */
export async function pages(): Promise<string[]> {
  const docs = await readdir(join(ROOT, 'docs'), { recursive: true })
  const packages = await readdir(join(ROOT, 'packages'))
  return [
    'README.md',
    'CONTRIBUTING.md',
    'examples/README.md',
    ...packages.map((name) => `packages/${name}/README.md`),
    ...docs
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.md'))
      .toSorted()
      .map((name) => `docs/${name}`),
  ]
}

export const readPage = (page: string): Promise<string> => readFile(join(ROOT, page), 'utf8')
