/** `npm run demo`: a review that survives the withdrawal of its model. Needs no key and no network. */
import { anthropic, createReviewer, google, openai } from '@understudy/sdk'
import { renderReport, terminalOf, wrap } from '@understudy/cli/terminal'
import { shopFiles } from '../simulated/shop.ts'
import { FABLE, GEMINI, GPT, place, simulatedVendors } from '../simulated/vendors.ts'
import { writeArtifacts } from './artifacts.ts'
import { renderIntro } from './intro.ts'
import { liveTimeline } from './live.ts'
import { scheduleOutage } from './outage.ts'
import { brokenPromises, countAttempts, keptPromise, renderCounts } from './proof.ts'

const terminal = terminalOf(
  { isTerminal: process.stdout.isTTY, columns: process.stdout.columns },
  { env: (name) => process.env[name], platform: process.platform },
)
const print = (text: string): void => void process.stdout.write(`${text}\n`)

const files = await shopFiles()
const sources = new Map(files.map(({ path, content }) => [path, content]))
// Slow enough to watch, fast enough not to wait.
const stage = await simulatedVendors({ latencyMs: 150 })
const reviewer = createReviewer({
  targets: [
    anthropic({ model: FABLE, ...place(stage, 'anthropic') }),
    openai({ model: GPT, ...place(stage, 'openai') }),
    google({ model: GEMINI, ...place(stage, 'google') }),
  ],
  // One file after the other, so that the story can be followed. The default is four at a time.
  concurrency: 1,
})

print(renderIntro(terminal, stage, files.length))
print(terminal.paint('strong', 'What happens'))
const live = liveTimeline(terminal, print, () => performance.now())
const proof = countAttempts(reviewer, `anthropic/${FABLE}`)
scheduleOutage(stage, reviewer, live.incident)
const report = await reviewer.review({ files }, { onEvent: live.show })
await reviewer.close()

print(`\n${renderReport(terminal, report, { sources, details: 4, allFiles: true })}\n`)
print(`${terminal.paint('strong', 'What the simulated vendors counted')}\n${renderCounts(terminal, stage)}\n`)
await stage.close()

const written = await writeArtifacts(report, sources)
print(`SARIF  ${terminal.paint('accent', written.sarif)}\nJSON   ${terminal.paint('accent', written.json)}\n`)

const broken = brokenPromises(proof, stage, report)
for (const sentence of broken) print(terminal.paint('bad', `Broken: ${sentence}`))
if (broken.length > 0) process.exitCode = 1
else for (const line of wrap(keptPromise(stage), terminal.columns)) print(terminal.paint('good', line))
