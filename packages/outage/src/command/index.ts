import { readArguments, USAGE } from './arguments.ts'
import { serveStage } from './serve.ts'

/** The `understudy-stage` command: serves until it is interrupted. Sets the exit code 2 for wrong usage. */
export async function runProcess(args: readonly string[] = process.argv.slice(2)): Promise<void> {
  try {
    const read = readArguments(args)
    if (read === 'help') return void process.stdout.write(USAGE)
    const stage = await serveStage(read)
    process.stdout.write(`Simulated vendors (no real model answers here):\n  ${stage.addresses.join('\n  ')}\n`)
    process.stdout.write(`Live page: http://127.0.0.1:${stage.port}/   Stop with Ctrl-C.\n`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stage.close())
  } catch (error) {
    process.stderr.write(`understudy-stage: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 2
  }
}

export { readArguments } from './arguments.ts'
export { serveStage, type ServedStage } from './serve.ts'
