import type { Shell } from './shell.ts'

/** Writes a value as JSON, for `--json`. Members are documented and stay. */
export function writeJson(shell: Pick<Shell, 'stdout'>, value: unknown): void {
  shell.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** Writes lines, each with its end. */
export function writeLines(shell: Pick<Shell, 'stdout'>, lines: readonly string[]): void {
  shell.stdout.write(lines.map((line) => `${line}\n`).join(''))
}
