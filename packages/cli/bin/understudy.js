#!/usr/bin/env node
// Old syntax on purpose: a Node that is too old must get as far as the sentence that says so.
var wanted = [22, 19]
var found = process.versions.node.split('.').map(Number)

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  console.error('understudy needs Node ' + wanted.join('.') + ' or newer; this is Node ' + process.versions.node + '.')
  process.exitCode = 2
} else {
  quietWarnings()
  void entry()
    .then(function (url) {
      return import(url)
    })
    .then(function (understudy) {
      return understudy.runProcess()
    })
}

/** node:sqlite is called experimental on Node 22; that is for us to know, not for whoever reads a review. */
function quietWarnings() {
  process.removeAllListeners('warning')
  process.on('warning', function (warning) {
    if (warning.name !== 'ExperimentalWarning') console.error(warning.name + ': ' + warning.message)
  })
}

/** The built command; in a checkout that was never built, its source, and with it the source of every package. */
function entry() {
  return Promise.all([import('node:fs'), import('node:module')]).then(function (loaded) {
    var built = new URL('../dist/index.js', import.meta.url)
    var source = new URL('../src/index.ts', import.meta.url)
    var wantsSource = process.execArgv.indexOf('--conditions=@understudy/source') !== -1
    if (loaded[0].existsSync(built) && !wantsSource) return built.href
    if (!loaded[0].existsSync(source)) return built.href
    loaded[1].registerHooks({
      resolve: function (specifier, context, nextResolve) {
        return nextResolve(
          specifier,
          Object.assign({}, context, { conditions: ['@understudy/source'].concat(context.conditions) }),
        )
      },
    })
    return source.href
  })
}
