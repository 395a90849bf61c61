/** `npm run faults`: plays every fault against the vendors' SDKs and against Understudy, and writes `docs/faults.md`. */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { FAULT_NAMES } from '@understudy/outage'
import { applies, type Cell, HEAVY, openGround } from './cell.ts'
import { CLIENTS } from './clients.ts'
import { faultsPage, type Square } from './page.ts'
import { sdkAlone } from './sdk-alone.ts'
import { understudy } from './understudy.ts'

/** Cells at once. More would make slow machines look like slow vendors. */
const AT_ONCE = 10
const PAGE = new URL('../../docs/faults.md', import.meta.url)

const { values: flags } = parseArgs({ options: { only: { type: 'string' }, vendor: { type: 'string' } } })
const broken: string[] = []
process.on('unhandledRejection', (reason) => broken.push(`a rejection that nobody handled: ${String(reason)}`))
process.on('uncaughtException', (error) => broken.push(`an exception that nobody caught: ${error.message}`))

const cells: Cell[] = CLIENTS.filter(({ name }) => flags.vendor === undefined || name.includes(flags.vendor)).flatMap((client) =>
  FAULT_NAMES.filter((fault) => flags.only === undefined || fault === flags.only).flatMap((fault) =>
    [false, true].map((stream) => ({ fault, client, stream })),
  ),
)
const playable = cells.filter(applies)
const squares: Square[] = []

async function play(cell: Cell): Promise<void> {
  const ground = await openGround(cell)
  try {
    const ours = await understudy(cell, ground)
    broken.push(...ours.broken)
    // The SDK last: what it leaks must not be counted as ours.
    const sdk = await sdkAlone(cell, ground)
    squares.push({ fault: cell.fault, client: cell.client.name, stream: cell.stream, sdk, ours: ours.outcome })
  } catch (error) {
    broken.push(
      `${cell.fault}, ${cell.client.name}: could not be played: ${error instanceof Error ? error.message : String(error)}`,
    )
  } finally {
    await ground.close()
  }
}

async function playAll(waiting: Cell[], atOnce: number): Promise<void> {
  const work = async (): Promise<void> => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
      await play(cell)
      if (process.stderr.isTTY) process.stderr.write(`\r${squares.length} of ${playable.length} `)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}
const heavy = ({ fault }: Cell): boolean => HEAVY.has(fault)
await playAll(playable.filter(heavy), 1)
await playAll(
  playable.filter((cell) => !heavy(cell)),
  AT_ONCE,
)

// Everything is closed now; what is still open was leaked.
await new Promise((resolve) => setTimeout(resolve, 500))
const open = process.getActiveResourcesInfo().filter((name) => /TCP|TLS/.test(name))
if (open.length > 0) broken.push(`${open.length} sockets were still open at the end`)

if (flags.only !== undefined || flags.vendor !== undefined) {
  for (const { client, fault, stream, sdk, ours } of squares)
    console.log(`${client} | ${fault} | ${stream ? 'stream' : 'whole'} | ${sdk} | ${ours}`)
} else if (squares.length === playable.length) {
  const page = faultsPage(squares, CLIENTS)
  const committed = await readFile(PAGE, 'utf8').catch(() => '')
  if (page !== committed) {
    await writeFile(PAGE, page)
    broken.push('docs/faults.md differs from the committed page; it was written anew. See what changed and why.')
  }
}
for (const sentence of broken) console.error(`✗ ${sentence}`)
console.log(`${squares.length} squares, ${broken.length} broken promises.`)
process.exitCode = broken.length > 0 ? 1 : 0
