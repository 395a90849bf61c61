import { FAULTS } from '../faults/catalogue.ts'
import type { Fault } from '../faults/fault.ts'
import { WITHDRAWAL_MODES } from '../world/withdrawal.ts'

/** Faults that sockets can play. */
const PLAYABLE = Object.values<Fault>(FAULTS)
  .filter(({ stages }) => stages?.includes('loopback') ?? true)
  .map(({ name }) => name)

const options = (words: readonly string[]): string => words.map((word) => `<option>${word}</option>`).join('')
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const STYLE = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
  body { margin: 0 auto; max-width: 60rem; padding: 1.5rem }
  h1 { font-size: 1.3rem; margin: 0 }
  form, table { margin: 1rem 0 }
  form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end }
  label { display: grid; font-size: .8rem }
  button, select, input { font: inherit; padding: .3rem .6rem }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
  td, th { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent) }
  tr.bad td { color: #b3261e } tr.event td { font-style: italic }
  @media (prefers-color-scheme: dark) { tr.bad td { color: #ffb4ab } }`

/** Runs in the page. Everything from the stage is put in as text, never as markup. */
const SCRIPT = `
  const rows = document.querySelector('tbody'), said = document.querySelector('output')
  const cells = (texts, kind) => { const tr = document.createElement('tr'); tr.className = kind
    for (const text of texts) { const td = document.createElement('td'); td.textContent = text; tr.append(td) }
    rows.prepend(tr); while (rows.children.length > 500) rows.lastChild.remove() }
  const show = (event) => {
    const at = (event.at / 1000).toFixed(2) + ' s'
    if (event.type !== 'request') return cells([at, event.model, event.type.replace('-', ' '), event.fault ?? event.mode ?? ''], 'event')
    const how = event.ending === 'finish' ? String(event.status) : event.status + ', then ' + event.ending
    cells([at, event.vendor + '/' + (event.model || '?'), event.surface + (event.stream ? ', stream' : '') + ' \u2192 ' + how, event.faults.join(', ')],
      event.faults.length > 0 ? 'bad' : '') }
  new EventSource('/stage/events').onmessage = ({ data }) => show(JSON.parse(data))
  for (const form of document.forms) form.onsubmit = async (submitted) => {
    submitted.preventDefault()
    const fields = Object.fromEntries(new FormData(form)); const action = submitted.submitter?.value || form.dataset.action
    const response = await fetch('/stage/' + action, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) })
    const answer = await response.json(); said.textContent = response.ok ? 'Done.' : answer.problem }`

/** The live page of a stage: one file, nothing loaded from elsewhere. `nonce` is for the content security policy. */
export function stagePage(models: readonly string[], scenario: string, addresses: readonly string[], nonce: string): string {
  const names = models.map(escaped)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Understudy stage</title>
<style nonce="${nonce}">${STYLE}</style></head><body>
<h1>Understudy stage</h1>
<p>Simulated vendors; no real model answers here. Scenario: <strong>${escaped(scenario)}</strong>.<br>${addresses.map(escaped).join('<br>')}</p>
<form data-action="inject"><label>Model<select name="model">${options(['*', ...names])}</select></label>
<label>Fault<select name="fault">${options(PLAYABLE)}</select></label>
<label>Chance<input name="probability" type="number" min="0" max="1" step="0.05" value="1"></label>
<button>Inject</button><button value="reset">End all faults</button></form>
<form data-action="withdraw"><label>Model<select name="model">${options(names)}</select></label>
<label>How<select name="mode">${options(WITHDRAWAL_MODES)}</select></label>
<button>Withdraw</button><button value="reinstate">Reinstate</button></form>
<p><output aria-live="polite"></output></p>
<table><thead><tr><th>Time</th><th>Model</th><th>What</th><th>Why</th></tr></thead><tbody></tbody></table>
<script nonce="${nonce}">${SCRIPT}</script></body></html>
`
}
