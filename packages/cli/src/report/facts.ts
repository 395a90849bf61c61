import { type Markup, markup } from './markup.ts'

/** A row of names and values. */
export function factsOf(facts: readonly (readonly [string, string])[]): Markup {
  return markup`<dl class="facts">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}
