function showGreeting() {
  const parameters = new URLSearchParams(window.location.search)
  const name = parameters.get('name')
  const banner = document.querySelector('#greeting')
  banner.innerHTML = 'Welcome back, ' + name
}

window.addEventListener('DOMContentLoaded', showGreeting)
