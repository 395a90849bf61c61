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

/** The built command; in a checkout whose source is newer than what was built, the source, and with it that of every package. */
function entry() {
  return Promise.all([import('node:fs'), import('node:module')]).then(function (loaded) {
    var fs = loaded[0]
    var built = new URL('../dist/main.js', import.meta.url)
    var source = new URL('../src/main.ts', import.meta.url)
    var wantsSource = process.execArgv.indexOf('--conditions=@understudy/source') !== -1
    if (!fs.existsSync(source)) return built.href
    if (!wantsSource && fs.existsSync(built) && !isStale(fs, built)) return built.href
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

/** Only a checkout has the build's configuration beside it: what was published is as it was built. */
function isStale(fs, built) {
  if (!fs.existsSync(new URL('../tsup.config.ts', import.meta.url))) return false
  var since = fs.statSync(built).mtimeMs
  var packages = new URL('../../', import.meta.url)
  return fs.readdirSync(packages).some(function (name) {
    var folder = new URL(name + '/src/', packages)
    if (!fs.existsSync(folder)) return false
    return fs.readdirSync(folder, { recursive: true, withFileTypes: true }).some(function (file) {
      return file.isFile() && fs.statSync(file.parentPath + '/' + file.name).mtimeMs > since
    })
  })
}
