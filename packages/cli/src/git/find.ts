import { existsSync } from 'node:fs'
import { win32 } from 'node:path'
import type { ReadEnv } from '../terminal/terminal.ts'

export interface FindGit {
  readonly platform: NodeJS.Platform
  readonly env: ReadEnv
  readonly exists?: (file: string) => boolean
}

/**
 * What to run as git; null when there is none. Windows looks into the working directory before it looks anywhere else, and
 * that is a folder of whoever wrote the reviewed code: there, only folders of the search path that are named in full count.
 */
export function gitCommand({ platform, env, exists = existsSync }: FindGit): string | null {
  if (platform !== 'win32') return 'git'
  const folders = (env('PATH') ?? env('Path') ?? '').split(win32.delimiter).map((folder) => folder.replaceAll('"', '').trim())
  const named = folders.filter((folder) => win32.isAbsolute(folder) && /^(?:[a-z]:[\\/]|[\\/]{2})/i.test(folder))
  return named.map((folder) => win32.join(folder, 'git.exe')).find((file) => exists(file)) ?? null
}
