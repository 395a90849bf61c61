import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Find, Fuzzer } from './run.ts'
import { TARGETS } from './targets.ts'

/** `npm run fuzz -- --minutes 1 --seed 1`: exits 1 when a reader hangs or throws what it does not document. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    // What is tried in CI must not depend on how fast the machine is.
    inputs: { type: 'string', default: 'Infinity' },
    target: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})
/** Inputs that a thread is given at once. */
const CHUNK = 50
const INPUTS_A_DAY = 10_000_000
const minutes = Number(values.minutes)
const inputs = Number(values.inputs)
const first = values.seed === 'today' ? (Math.floor(Date.now() / 86_400_000) % 400) * INPUTS_A_DAY : Number(values.seed)
const names = Object.keys(TARGETS).filter((name) => values.target === undefined || name === values.target)
if (values.help || !(minutes > 0) || !(inputs > 0) || !Number.isSafeInteger(first) || names.length === 0) {
  console.error(
    `npm run fuzz -- [--minutes NUMBER, 1] [--inputs MOST FOR EACH TARGET] [--seed WHOLE NUMBER or today, 1] [--target ${Object.keys(TARGETS).join(' | ')}]`,
  )
  process.exit(values.help ? 0 : 2)
}

const fuzzer = new Fuzzer()
const ends = performance.now() + minutes * 60_000
const finds = new Map<string, Find>()
let [seed, rounds] = [first, 0]
while (performance.now() < ends && rounds * CHUNK < inputs && finds.size < names.length) {
  const seeds = Array.from({ length: CHUNK }, (_, at) => seed + at)
  for (const target of names) {
    if (finds.has(target) || (rounds > 0 && performance.now() >= ends)) continue
    const find = await fuzzer.try(target, { seeds })
    if (find) finds.set(target, find)
  }
  seed += CHUNK
  rounds++
}
await fuzzer.close()

console.log(`${rounds * CHUNK} inputs for each of ${names.join(', ')}, seeds ${first} to ${seed - 1}`)
if (finds.size > 0) {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-fuzz-'))
  for (const { target, seed, failure, input } of finds.values()) {
    const file = join(folder, `${target.replace(' ', '-')}.${seed}.txt`)
    await writeFile(file, input)
    console.log(`\n${target}, seed ${seed}: ${failure}\nThe input is in ${file}.`)
  }
}
process.exitCode = finds.size > 0 ? 1 : 0
