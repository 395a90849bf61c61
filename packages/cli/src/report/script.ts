/** Filters the findings. Plain text in the page by design: it is known to the page's policy by its hash. */
export const SCRIPT = `'use strict'
const findings = [...document.querySelectorAll('.finding')]
const search = document.getElementById('search')
const none = document.getElementById('none')
const choosers = ['model', 'agreed', 'accepted'].map((id) => document.getElementById(id)).filter(Boolean)
const boxes = [...document.querySelectorAll('input[name=severity]')]
const shown = document.getElementById('shown')
// Findings shown or hidden in one frame: laying out thousands of them at once would stop the page under the hand.
const ATONCE = 150
const texts = []
let waiting = false
let pass = 0

const number = (value) => value.toLocaleString('en-US')
const textOf = (index) => (texts[index] ??= findings[index].textContent.toLowerCase())

function apply() {
  waiting = false
  const own = ++pass
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value))
  const fits = findings.map(
    (finding, index) =>
      severities.has(finding.dataset.severity) &&
      choosers.every((chooser) => chooser.value === '' || finding.dataset[chooser.id] === chooser.value) &&
      words.every((word) => textOf(index).includes(word)),
  )
  const left = fits.filter(Boolean).length
  none.hidden = left > 0
  shown.textContent = (left === findings.length ? number(left) : number(left) + ' of ' + number(findings.length)) + (findings.length === 1 ? ' finding' : ' findings')
  settle(own, fits, 0)
}
// From the top down, a part a frame; a newer filter ends an older one.
function settle(own, fits, from) {
  if (own !== pass) return
  let changed = 0
  let index = from
  for (; index < findings.length && changed < ATONCE; index++)
    if (findings[index].hidden === fits[index]) {
      findings[index].hidden = !fits[index]
      changed++
    }
  if (index < findings.length) requestAnimationFrame(() => settle(own, fits, index))
}
// One pass a frame, however fast somebody types.
function soon() {
  if (!waiting) requestAnimationFrame(apply)
  waiting = true
}
// Words are read while nobody waits for them.
function readAhead(deadline) {
  while (texts.length < findings.length && deadline.timeRemaining() > 2) textOf(texts.length)
  if (texts.length < findings.length) requestIdleCallback(readAhead)
}
const setAll = (open) => () => {
  for (const finding of findings) if (!finding.hidden) finding.open = open
}
if (search) {
  search.form.addEventListener('input', soon)
  search.form.addEventListener('submit', (event) => event.preventDefault())
  document.getElementById('open').addEventListener('click', setAll(true))
  document.getElementById('close').addEventListener('click', setAll(false))
  if (window.requestIdleCallback) requestIdleCallback(readAhead)
}
// On paper there is nothing to click.
addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((part) => (part.open = true)))
`
