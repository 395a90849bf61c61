/** Takes the server's updates, and sends an operator's wishes with the token from the page's address. */
export const LIVE_SCRIPT = `'use strict'
const at = (id) => document.getElementById(id)
const given = new URLSearchParams(location.hash.slice(1)).get('token')
if (given) {
  sessionStorage.setItem('token', given)
  history.replaceState(null, '', location.pathname)
}
const token = () => sessionStorage.getItem('token') || ''
const events = new EventSource('/events')
events.onmessage = ({ data }) => {
  const parts = JSON.parse(data)
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
events.onopen = () => (at('link').textContent = '')
events.onerror = () => (at('link').textContent = '· connection lost, trying again')
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
