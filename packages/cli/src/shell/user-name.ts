import { userInfo } from 'node:os'
import type { ReadEnv } from '../terminal/terminal.ts'

/** Who runs the command. Containers run under numbers that have no name. */
export function userName(env: ReadEnv): string {
  try {
    return userInfo().username
  } catch {
    return env('USER') || env('USERNAME') || 'unknown'
  }
}
