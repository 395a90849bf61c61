import { readFile, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { reportPath } from './report-path.ts'

/** The `.gitignore` of one folder, in force for everything beneath it. */
interface FolderRules {
  readonly folder: string
  readonly rules: Ignore
}

/** All ignore files from the repository's top down to one folder. Immutable: a child folder gets a longer list. */
export type IgnoreRules = readonly FolderRules[]

async function rulesFrom(file: string, folder: string): Promise<IgnoreRules> {
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? [] : [{ folder, rules: ignore({ allowRelativePaths: false }).add(text) }]
}

/** The nearest folder upwards that holds `.git`, or the folder itself. */
async function repositoryTop(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    if (await stat(join(at, '.git')).catch(() => null)) return at
    if (dirname(at) === at) return folder
  }
}

/** The rules that are in force inside `folder`, given those of its parent. */
export async function descend(parent: IgnoreRules, folder: string): Promise<IgnoreRules> {
  return [...parent, ...(await rulesFrom(join(folder, '.gitignore'), folder))]
}

/** The rules in force at the start of a walk: the repository's own exclude file and every `.gitignore` on the way down. */
export async function rulesAt(start: string): Promise<IgnoreRules> {
  const top = await repositoryTop(start)
  let rules = await rulesFrom(join(top, '.git', 'info', 'exclude'), top)
  rules = await descend(rules, top)
  let folder = top
  for (const part of relative(top, start).split(sep).filter(Boolean)) {
    folder = join(folder, part)
    rules = await descend(rules, folder)
  }
  return rules
}

/** Whether git would leave this path out. The deepest file with an opinion decides, as in git. */
export function isIgnored(rules: IgnoreRules, path: string, isFolder: boolean): boolean {
  for (const { folder, rules: own } of rules.toReversed()) {
    const inside = reportPath(folder, path)
    const { ignored, unignored } = own.test(isFolder ? `${inside}/` : inside)
    if (ignored) return true
    if (unignored) return false
  }
  return false
}
