/**
 * Writes what commands print today into the pages that show it: `npm run docs`, or `npm run docs -- docs/operating.md`.
 * Output that still holds, with its `…`, is left as it is.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pages, readPage, ROOT } from './page.ts'
import { playPage } from './session.ts'
import { showsTrue } from './shown.ts'
import { stepsOf } from './steps.ts'

const wanted = process.argv.slice(2)
for (const page of wanted.length > 0 ? wanted : await pages()) {
  const text = await readPage(page)
  const steps = stepsOf(text)
  if (steps.length === 0) continue
  const printed = await playPage(steps)
  const commands = steps.filter((step) => step.type === 'command')
  let rewritten = text
  let changed = 0
  for (const [index, { output, range, command }] of [...commands.entries()].toReversed()) {
    const now = printed[index]
    if (now === undefined) throw new Error(`${page}: ${command} never ran`)
    if (showsTrue(output, now)) continue
    rewritten = rewritten.slice(0, range[0]) + now.replace(/\n*$/, now.trim() === '' ? '' : '\n') + rewritten.slice(range[1])
    changed += 1
  }
  if (changed > 0) await writeFile(join(ROOT, page), rewritten)
  console.log(`${page}: ${commands.length} commands, ${changed} rewritten`)
}
