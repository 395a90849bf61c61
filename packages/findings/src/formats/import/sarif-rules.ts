import type { JsonObject } from '../../parse/shape.ts'
import { list, object, text, texts } from './members.ts'

export type Rules = (result: JsonObject) => JsonObject

/** Most steps of a hierarchical id. */
const MOST_STEPS = 8

/** Rules are named by index or id, in the driver or in an extension; a result of `CA1000/1` may belong to the rule `CA1000`. */
export function ruleLookup(run: JsonObject): Rules {
  const components = [object(object(run['tool'])['driver']), ...list(object(run['tool'])['extensions']).map(object)]
  const rules = components.map((component) => list(component['rules']).map(object))
  const byId = new Map(rules.flat().map((rule) => [text(rule['id']), rule]))
  return (result) => {
    const reference = object(result['rule'])
    const component = object(reference['toolComponent'])['index']
    const index = reference['index'] ?? result['ruleIndex']
    const at = typeof component === 'number' ? component + 1 : 0
    const byIndex = typeof index === 'number' ? rules[at]?.[index] : undefined
    const id = text(result['ruleId']) || text(reference['id'])
    if (byIndex && (id === '' || isPartOf(id, text(byIndex['id'])))) return byIndex
    let name = id
    for (let step = 0; step < MOST_STEPS; step++) {
      const rule = byId.get(name)
      if (rule) return rule
      const cut = name.lastIndexOf('/')
      if (cut <= 0) break
      name = name.slice(0, cut)
    }
    return {}
  }
}

const isPartOf = (id: string, rule: string): boolean => id === rule || id.startsWith(`${rule}/`)

/** Every CWE that a result or its rule names: in tags, properties, taxa, and relations of the rule to a taxonomy. */
export function cwesOf(result: JsonObject, rule: JsonObject, run: JsonObject): string[] {
  const bags = [object(result['properties']), object(rule['properties'])]
  const named = bags.flatMap((bag) => [...texts(bag['tags']), ...texts(bag['cwe']), text(bag['cwe'])])
  const related = list(rule['relationships']).map((relation) => object(object(relation)['target']))
  const taxa = [...list(result['taxa']).map(object), ...related].map((taxon) => taxonOf(taxon, run))
  return [...named, ...taxa].filter((name) => /cwe/i.test(name))
}

/** `CWE-89` for a reference to a taxon of that list, by id or by its place in a taxonomy of the run. */
function taxonOf(reference: JsonObject, run: JsonObject): string {
  const component = object(reference['toolComponent'])
  const at = component['index']
  const taxonomy = typeof at === 'number' ? object(list(run['taxonomies'])[at]) : {}
  const index = reference['index']
  const taxon = typeof index === 'number' ? object(list(taxonomy['taxa'])[index]) : {}
  const id = text(reference['id']) || text(taxon['id'])
  if (/^CWE/i.test(id)) return id
  return /cwe/i.test(text(component['name']) || text(taxonomy['name'])) ? `CWE-${id}` : ''
}
