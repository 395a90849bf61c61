import { sep } from 'node:path'
import type { SourceFile } from '@understudy/spec'
import ignore from 'ignore'
import type { NameRules } from './left-out.ts'
import { type ReadLimits, readSource } from './read.ts'
import { reportPath } from './report-path.ts'
import { chooseRoot, findNamedPath, type NamedPath } from './root.ts'
import type { SkippedFile } from './skip.ts'
import { walk, type WalkOptions } from './walk.ts'

/** What is left out, as settings say it. */
export interface LeaveOut {
  /** Patterns to leave out, in the language of `.gitignore`. @default [] */
  readonly exclude?: readonly string[]
  /** The same, asked for by a file in the reviewed folder. @default [] */
  readonly repositoryExclude?: readonly string[]
  /** @default true */
  readonly defaultExcludes?: boolean
}

export interface CollectOptions extends ReadLimits, LeaveOut {
  readonly cwd: string
  /** Folder that no path may leave. @default see `chooseRoot` */
  readonly root?: string
  /** Leave out what `.gitignore` leaves out. @default true */
  readonly gitignore?: boolean
}

/** Settings made ready for asking. */
export function nameRules({ exclude = [], repositoryExclude = [], defaultExcludes = true }: LeaveOut): NameRules {
  return {
    exclude: ignore().add([...exclude]),
    repositoryExclude: ignore().add([...repositoryExclude]),
    defaultExcludes,
  }
}

/** A file to review, and for a change what it was before. */
export interface ReviewedFile extends SourceFile {
  /** The file before the change; an empty text for a new file. @default the whole file is reviewed */
  readonly before?: string
}

/** Everything that was asked for: what can be reviewed, and what cannot with its reason. */
export interface CollectedInput {
  readonly root: string
  readonly files: readonly ReviewedFile[]
  readonly skipped: readonly SkippedFile[]
  /** How many paths `.gitignore` left out. */
  readonly ignored: number
}

/** True for a file that was read, as opposed to one that was left out. */
export function isSource(file: SourceFile | SkippedFile): file is SourceFile {
  return 'content' in file
}

/** Reads the named files and folders. @throws UnderstudyError when a path does not exist or lies outside the root */
export async function collectInput(paths: readonly string[], options: CollectOptions): Promise<CollectedInput> {
  const named: NamedPath[] = []
  for (const path of paths) named.push(await findNamedPath(path, options.cwd))
  const root = await chooseRoot(named, options.cwd, options.root)
  const walkOptions: WalkOptions = {
    root,
    ...nameRules(options),
    gitignore: options.gitignore ?? true,
  }

  const wanted = new Set<string>()
  const skipped = new Map<string, SkippedFile>()
  let ignored = 0
  for (const { absolute, isFolder } of named) {
    // A file that is named is wanted, whatever .gitignore and the excludes say.
    if (!isFolder) wanted.add(reportPath(root, absolute))
    else {
      const found = await walk(absolute, walkOptions)
      for (const path of found.files) wanted.add(path)
      for (const file of found.skipped) skipped.set(file.path, file)
      ignored += found.ignored
    }
  }

  const files: SourceFile[] = []
  for (const path of wanted) {
    const read = await readSource(path, `${root}${sep}${path}`, options)
    if (isSource(read)) files.push(read)
    else skipped.set(path, read)
  }
  return { root, files, skipped: [...skipped.values()], ignored }
}
