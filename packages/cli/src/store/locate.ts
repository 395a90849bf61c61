import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import type { ReadEnv } from '../terminal/terminal.ts'

/** Folder for what is worth keeping between runs but is not the user's own data, as the XDG base directories say. */
export function stateFolder(env: ReadEnv, platform: NodeJS.Platform): string {
  const { join } = platform === 'win32' ? win32 : posix
  const xdg = env('XDG_STATE_HOME')
  if (xdg) return join(xdg, 'understudy')
  const local = env('LOCALAPPDATA')
  if (platform === 'win32' && local) return join(local, 'understudy')
  return join(env('HOME') || homedir(), '.local', 'state', 'understudy')
}

/** Where health is kept unless the user says otherwise. */
export function defaultStorePath(env: ReadEnv, platform: NodeJS.Platform): string {
  return (platform === 'win32' ? win32 : posix).join(stateFolder(env, platform), 'health.db')
}
