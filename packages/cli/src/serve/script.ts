/** Takes the server's updates, and sends an operator's wishes with the token from the page's address. */
export const LIVE_SCRIPT = `'use strict'
const at = (id) => document.getElementById(id)
const given = new URLSearchParams(location.hash.slice(1)).get('token')
if (given) {
  sessionStorage.setItem('token', given)
  history.replaceState(null, '', location.pathname)
}
const token = () => sessionStorage.getItem('token') || ''
function show(parts) {
  // A button that somebody is about to press must not vanish under the hand.
  const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.target : undefined
  at('targets').innerHTML = parts.targets
  at('timeline').innerHTML = parts.timeline
  // Announced by screen readers, so only when it says something else than before.
  if (at('configuration').dataset.said !== parts.configuration.replace(/\\(.*? ago\\)/, '')) at('configuration').innerHTML = parts.configuration
  at('configuration').dataset.said = parts.configuration.replace(/\\(.*? ago\\)/, '')
  at('at').textContent = parts.at
  if (focused) [...document.querySelectorAll('button[data-target]')].find((button) => button.dataset.target === focused)?.focus()
}
// Server-sent events, read by hand: an EventSource cannot send the token.
async function follow() {
  for (;;) {
    try {
      const answer = await fetch('/events', { headers: token() ? { authorization: 'Bearer ' + token() } : {} })
      if (answer.status === 401) {
        at('link').textContent = '· the token is missing or wrong: open the address that serve printed'
        return
      }
      at('link').textContent = ''
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
      let rest = ''
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        const events = (rest + read.value).split('\\n\\n')
        rest = events.pop()
        for (const event of events) show(JSON.parse(event.slice('data: '.length)))
      }
    } catch {}
    at('link').textContent = '· connection lost, trying again'
    await new Promise((resolve) => setTimeout(resolve, 2000))
  }
}
follow()
document.addEventListener('click', async ({ target }) => {
  const action = target.dataset && target.dataset.action
  if (!action) return
  const reason = action === 'withdraw' ? prompt('Why is ' + target.dataset.target + ' taken out?') : ''
  if (reason === null) return
  const answer = await fetch('/targets', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer ' + token() },
    body: JSON.stringify({ action, target: target.dataset.target, reason }),
  })
  at('said').textContent = (await answer.json()).sentence
})
`
