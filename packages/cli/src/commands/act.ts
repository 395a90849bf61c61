import type { Shell } from '../shell/shell.ts'

/** What a command does: takes the shell and commander's arguments, gives back an exit code. */
export type Action<A extends unknown[]> = (shell: Shell, ...args: A) => Promise<number>

/** Turns an action into what commander calls, and keeps its exit code. */
export type Act = <A extends unknown[]>(action: Action<A>) => (...args: A) => Promise<void>
