/** Filters the findings. Plain text in the page by design: it is known to the page's policy by its hash. */
export const SCRIPT = `'use strict'
const findings = [...document.querySelectorAll('.finding')]
const search = document.getElementById('search')
const model = document.getElementById('model')
const boxes = [...document.querySelectorAll('input[name=severity]')]
const shown = document.getElementById('shown')
let texts
let waiting = false

function apply() {
  waiting = false
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value))
  if (words.length > 0 && !texts) texts = findings.map((finding) => finding.textContent.toLowerCase())
  let number = 0
  findings.forEach((finding, index) => {
    const fits =
      severities.has(finding.dataset.severity) &&
      (!model || model.value === '' || finding.dataset.model === model.value) &&
      words.every((word) => texts[index].includes(word))
    if (finding.hidden === fits) finding.hidden = !fits
    if (fits) number++
  })
  shown.textContent = number === findings.length ? number + (number === 1 ? ' finding' : ' findings') : number + ' of ' + findings.length + ' findings'
}
// One pass a frame, however fast somebody types.
function soon() {
  if (!waiting) requestAnimationFrame(apply)
  waiting = true
}
const setAll = (open) => () => {
  for (const finding of findings) if (!finding.hidden) finding.open = open
}
if (search) {
  search.form.addEventListener('input', soon)
  search.form.addEventListener('submit', (event) => event.preventDefault())
  document.getElementById('open').addEventListener('click', setAll(true))
  document.getElementById('close').addEventListener('click', setAll(false))
}
// On paper there is nothing to click.
addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((part) => (part.open = true)))
`
