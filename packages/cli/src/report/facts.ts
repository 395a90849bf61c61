import { type Content, type Markup, markup } from './markup.ts'

/** Names and values in a grid. `kind` adds a class for its size. */
export function factsOf(facts: readonly (readonly [string, Content])[], kind = ''): Markup {
  return markup`<dl class="facts ${kind}">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}
