import ignore, { type Ignore } from 'ignore'
import { skipped, type SkippedFile } from './skip.ts'

/** What is left out, as settings say it. */
export interface LeaveOut {
  /** Patterns to leave out, in the language of `.gitignore`. @default [] */
  readonly exclude?: readonly string[]
  /** The same, asked for by a file in the reviewed folder. @default [] */
  readonly repositoryExclude?: readonly string[]
  /** Leave out folders that are proven to hold dependencies or build output. Never in a change. @default true */
  readonly defaultExcludes?: boolean
}

/** Names that somebody asked to leave out, ready for asking. */
export interface NameRules {
  readonly exclude: Ignore
  /** Asked for by the reviewed code itself. What it hides counts as not reviewed. */
  readonly repositoryExclude: Ignore
}

/** Patterns of the reviewed folder may cost nothing to speak of: one that is longer or more branched names no file. */
const isBounded = (pattern: string): boolean => pattern.length <= 200 && pattern.split('*').length <= 9

/** Settings made ready for asking. Letters count as they are written: an author must not hide `Secrets.js` behind `secrets.js`. */
export function nameRules({ exclude = [], repositoryExclude = [] }: LeaveOut): NameRules {
  const rules = (patterns: readonly string[]): Ignore =>
    ignore({ ignorecase: false, allowRelativePaths: true }).add([...patterns])
  return { exclude: rules(exclude), repositoryExclude: rules(repositoryExclude.filter(isBounded)) }
}

/** Whether a path is left out because somebody said so; null when it is wanted. Folders on the way count. */
export function leftOutByName(path: string, { exclude, repositoryExclude }: NameRules): SkippedFile | null {
  if (exclude.ignores(path)) return skipped(path, 'excluded', 'Left out by --exclude.')
  // Whoever wrote the code may keep it from being sent, but not from being counted.
  if (repositoryExclude.ignores(path))
    return skipped(path, 'excluded-by-repository', 'Left out by the configuration in the reviewed folder.')
  return null
}
