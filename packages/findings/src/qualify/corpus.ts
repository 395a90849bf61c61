import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type RuntimeFiles, type SourceFile, systemRuntime, UnderstudyError } from '@understudy/spec'
import { type Problem, problemSentence } from '../parse/problem.ts'
import { type CorpusLabels, type LookAlike, parseLabels } from './corpus-labels.ts'
import type { QualifyCorpus } from './qualify.ts'

/** A labelled corpus with its clean twins. */
export interface Corpus extends QualifyCorpus {
  readonly lookAlikes: readonly LookAlike[]
}

/** How a corpus of labelled code is read. */
export interface LoadCorpusOptions {
  /** @default the system's files */
  readonly files?: Pick<RuntimeFiles, 'readText'>
  /** Kept in profiles. @default 'canary' for the corpus that ships, else the folder's name */
  readonly name?: string
}

/** Problems that are told at once; a broken document rarely needs more. */
const MOST_TOLD = 5
const SHIPPED = 'canary'

/** Folder of the canary corpus that ships with this package. */
export function canaryCorpusRoot(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@understudy/findings/package.json')), 'corpus')
}

/**
 * Reads a labelled corpus: a folder with `labels.json` and the files it names. Nothing is reviewed on half a corpus:
 * a missing file, a line behind its end or an unknown family is an error that says where.
 * @throws UnderstudyError `invalid-document` with paths inside `labels.json`, `unreadable-input` when there is none
 */
export async function loadCorpus(root: string = canaryCorpusRoot(), options: LoadCorpusOptions = {}): Promise<Corpus> {
  const { readText } = options.files ?? systemRuntime.files
  const text = await readText(join(root, 'labels.json')).catch((cause: unknown) => {
    throw new UnderstudyError('unreadable-input', 'The corpus has no readable labels.json. Name a folder that holds one.', {
      cause,
    })
  })
  const parsed = parseLabels(text)
  if (!parsed.ok) throw invalid(parsed.problems)
  const contents = new Map<string, string | null>()
  for (const { path } of [...parsed.labels.flaws, ...parsed.labels.lookAlikes])
    if (!contents.has(path)) contents.set(path, await readText(join(root, path)).catch(() => null))
  const problems = misplaced(parsed.labels, contents)
  if (problems.length > 0) throw invalid(problems)
  const files = [...contents].map(([path, content]) => ({ path, content: content ?? '' })).toSorted(byPath)
  const { flaws, lookAlikes } = parsed.labels
  const name = options.name ?? (root === canaryCorpusRoot() ? SHIPPED : (/([^/\\]+)[/\\]*$/.exec(root)?.[1] ?? root))
  return { name, digest: digestOf(files, parsed.labels), files, labels: flaws, lookAlikes }
}

/** Labels whose file is missing or too short. */
export function misplaced(labels: CorpusLabels, contents: ReadonlyMap<string, string | null>): readonly Problem[] {
  return (['flaws', 'lookAlikes'] as const).flatMap((list) =>
    labels[list].flatMap(({ path, endLine }, index): Problem[] => {
      const content = contents.get(path)
      if (content == null) return [{ path: `${list}[${index}].path`, rule: 'a readable file of the corpus', value: `"${path}"` }]
      const lines = content.split('\n').length - (content.endsWith('\n') ? 1 : 0)
      if (endLine <= lines) return []
      return [{ path: `${list}[${index}].endLine`, rule: `at most ${lines}, the last line of ${path}`, value: String(endLine) }]
    }),
  )
}

function digestOf(files: readonly SourceFile[], labels: CorpusLabels): string {
  const hash = createHash('sha256').update('understudy.corpus.v1\0')
  for (const { path, content } of files) hash.update(`${path}\0${content.length}\0${content}\0`)
  return hash.update(JSON.stringify(labels)).digest('hex')
}

const byPath = (a: SourceFile, b: SourceFile): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)

function invalid(problems: readonly Problem[]): UnderstudyError<'invalid-document'> {
  const told = problems.slice(0, MOST_TOLD).map((problem) => problemSentence(problem).replace(/^The answer/, 'The document'))
  const more = problems.length - told.length
  return new UnderstudyError(
    'invalid-document',
    `labels.json cannot be used: ${told.join(' ')}${more > 0 ? ` ${more} more.` : ''}`,
  )
}
