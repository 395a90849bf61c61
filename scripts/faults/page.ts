import { type Fault, type FaultName, FAULT_NAMES, FAULTS } from '@understudy/outage'
import type { Client } from './clients.ts'

/** What one square of the table says. */
export interface Square {
  readonly fault: FaultName
  readonly client: string
  readonly stream: boolean
  readonly sdk: string
  readonly ours: string
}

const all: Readonly<Record<string, Fault>> = FAULTS

const INTRO = `# Faults

Written by \`npm run faults\`; do not edit. Every fault is played on real sockets of this machine against the vendor's SDK alone
(retries off, its own time limit set) and against Understudy with that vendor's model first and another vendor's second.

- **SDK alone** is what a program is handed that calls the SDK as its documentation shows. **Bold** is what goes wrong without a sound.
- **Understudy** is the verdict on the first failed attempt, what the route did, and the status of the report; *alone* is the status when
  there is no second model. Only \`complete\` makes an empty list mean clean.
- \`empty-findings\` and \`injection-obeyed\` are lies in a perfect form: no wire shows them. \`emptyProof: 'canary'\` asks for a proof.

The script exits 1 when this page changes, or when one of these is broken: no fault yields a report marked complete that is not, no review
outlives its deadline, none crashes, none leaves a socket or a rejection behind, no report holds a key, no prompt follows a redirect.
`

/** The whole page; the same for the same squares. */
export function faultsPage(squares: readonly Square[], clients: readonly Client[]): string {
  const sections = clients.map(({ name }) =>
    section(
      name,
      squares.filter(({ client }) => client === name),
    ),
  )
  return [INTRO, catalogue(), ...sections].join('\n')
}

/** What each fault is, and where it can be played. */
export function catalogue(): string {
  const rows = FAULT_NAMES.map((name) => {
    const { number, summary, stages, on } = all[name] as Fault
    const where = stages === undefined ? 'all' : stages.includes('loopback') ? 'sockets' : 'memory; an address on sockets'
    return `| \`${name}\` | ${number} | ${summary} | ${where} | ${on === 'stream' ? 'streams' : on === 'unary' ? 'whole answers' : 'both'} |`
  })
  return [
    '## The catalogue',
    '',
    "Numbers are those of the project's fault list.",
    '',
    '| fault | # | what happens | stages | hits |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

function section(name: string, squares: readonly Square[]): string {
  const cell = (fault: FaultName, stream: boolean, side: 'sdk' | 'ours'): string =>
    squares.find((square) => square.fault === fault && square.stream === stream)?.[side].replaceAll('|', '\\|') ?? '–'
  const rows = FAULT_NAMES.map(
    (fault) =>
      `| \`${fault}\` | ${cell(fault, false, 'sdk')} | ${cell(fault, false, 'ours')} | ${cell(fault, true, 'sdk')} | ${cell(fault, true, 'ours')} |`,
  )
  return [
    `## ${name}`,
    '',
    '| fault | SDK alone, whole | Understudy, whole | SDK alone, stream | Understudy, stream |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
