function showGreeting() {
  const parameters = new URLSearchParams(window.location.search)
  const name = parameters.get('name')
  const banner = document.querySelector('#greeting')
  banner.textContent = 'Welcome back, ' + name
}

window.addEventListener('DOMContentLoaded', showGreeting)
