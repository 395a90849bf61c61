/**
 * A first review: three models in order of priority, one small service, one report.
 *
 * The vendors are simulated on this machine, so this runs without keys. With keys, leave `...place(…)` out: each adapter
 * then reads its vendor's usual environment variable and asks the real one.
 */
import { anthropic, createReviewer, google, openai } from '@understudy/sdk'
import { shopFiles } from './simulated/shop.ts'
import { FABLE, GEMINI, GPT, place, simulatedVendors } from './simulated/vendors.ts'

const stage = await simulatedVendors()

const reviewer = createReviewer({
  targets: [
    anthropic({ model: FABLE, ...place(stage, 'anthropic') }),
    openai({ model: GPT, ...place(stage, 'openai') }),
    google({ model: GEMINI, ...place(stage, 'google') }),
  ],
})
const report = await reviewer.review({ files: await shopFiles() })
await reviewer.close()
await stage.close()

console.log('The vendors in this example are simulated.')
console.log(`status: ${report.status}`)
for (const { severity, title, locations, provenance } of report.findings.slice(0, 5)) {
  const [{ path, startLine }] = locations
  console.log(`${severity.level.padEnd(8)} ${path}:${startLine}  ${title}  (${provenance.servedModel})`)
}
console.log(`${report.findings.length} findings in ${report.coverage.files.length} files, all served by ${FABLE}`)

// Only a complete report lets "no findings" mean clean.
process.exitCode = report.status === 'complete' ? 0 : 1
