#!/usr/bin/env node
// Old syntax on purpose: a Node that is too old must get as far as the sentence that says so.
var wanted = [22, 19]
var found = process.versions.node.split('.').map(Number)

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  console.error('understudy-stage needs Node ' + wanted.join('.') + ' or newer; this is Node ' + process.versions.node + '.')
  process.exitCode = 2
} else {
  void import('../dist/command.js').then(function (command) {
    return command.runProcess()
  })
}
