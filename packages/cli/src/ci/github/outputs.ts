import { encodeTerminalLine } from '@understudy/findings'
import type { Runtime } from '@understudy/spec'

/** Adds to a file that the runner reads. Where there is none, nobody wants it. */
async function append(path: string | undefined, text: string, runtime: Runtime): Promise<void> {
  if (!path) return
  const file = await runtime.files.openAppend(path)
  try {
    await file.append(text)
  } finally {
    await file.close()
  }
}

/** Outputs of the step, one line each: a value with a break in it could set another output. */
export async function writeOutputs(
  path: string | undefined,
  values: Readonly<Record<string, string | number>>,
  runtime: Runtime,
): Promise<void> {
  const lines = Object.entries(values).map(([name, value]) => `${name}=${encodeTerminalLine(String(value))}\n`)
  await append(path, lines.join(''), runtime)
}

/** Adds to the page of the job. */
export const writeSummary = (path: string | undefined, markdown: string, runtime: Runtime): Promise<void> =>
  append(path, `${markdown}\n`, runtime)
