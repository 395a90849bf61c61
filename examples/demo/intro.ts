import type { Stage } from '@understudy/outage'
import { renderTable, type Terminal, wrap } from '@understudy/cli/terminal'
import { FABLE, GEMINI, GPT } from '../simulated/vendors.ts'

const ABOUT =
  'A security review of a small service, while the model that reviews it is withdrawn by its vendor. The code goes through the ' +
  'three vendors’ own SDKs, in order of priority.'

const SIMULATED =
  'The vendors are simulated: servers on this machine’s loopback speak their wire formats. No key is used and nothing leaves the ' +
  'machine. The answers are written from this example’s own list of known flaws, so the findings show how the pipeline works, not ' +
  'how good any model is.'

/** Says what will be seen, and what of it is simulated. */
export function renderIntro(terminal: Terminal, stage: Stage, files: number): string {
  const row = (priority: string, target: string, sdk: string, url: string) => [
    { text: priority, tone: 'dim' as const },
    { text: target, tone: 'strong' as const },
    { text: sdk },
    { text: url, tone: 'dim' as const },
  ]
  return [
    terminal.paint('strong', `Understudy demo: examples/shop-api, ${files} files`),
    '',
    ...wrap(ABOUT, terminal.columns),
    '',
    ...wrap(SIMULATED, terminal.columns).map((line) => terminal.paint('warning', line)),
    '',
    renderTable(
      terminal,
      [{ title: 'priority' }, { title: 'target' }, { title: 'through' }, { title: 'simulated at' }],
      [
        row('1', `anthropic/${FABLE}`, '@anthropic-ai/sdk', stage.baseURL('anthropic')),
        row('2', `openai/${GPT}`, 'openai', stage.baseURL('openai')),
        row('3', `google/${GEMINI}`, '@google/genai', stage.baseURL('google')),
      ],
    ),
    '',
  ].join('\n')
}
