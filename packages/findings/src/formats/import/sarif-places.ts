import type { JsonObject } from '../../parse/shape.ts'
import type { ForeignPlace } from './imported.ts'
import { line, list, object, text } from './members.ts'

/** Data flows of hundreds of steps say no more than their ends and a few between. */
const MOST_PLACES = 20

/** Where a result's data comes from, over which places it goes, and what else it names. Places outside the root are left out. */
export function otherPlaces(result: JsonObject, pathOf: (location: JsonObject) => string | null): readonly ForeignPlace[] {
  const flow = list(object(list(object(list(result['codeFlows'])[0])['threadFlows'])[0])['locations']).map((step) =>
    object(object(step)['location']),
  )
  const related = list(result['relatedLocations']).map(object)
  // The last step of a flow is the result's own place.
  const steps = flow.slice(0, -1)
  const kept = steps.length > MOST_PLACES ? [steps[0] ?? {}, ...steps.slice(1 - MOST_PLACES)] : steps
  return [
    ...kept.flatMap((location, index) => placeOf(location, index === 0 ? 'source' : 'related', pathOf)),
    ...related.slice(0, MOST_PLACES).flatMap((location) => placeOf(location, 'related', pathOf)),
  ]
}

function placeOf(
  location: JsonObject,
  role: ForeignPlace['role'],
  pathOf: (location: JsonObject) => string | null,
): readonly ForeignPlace[] {
  const physical = object(location['physicalLocation'])
  const region = object(physical['region'])
  const path = pathOf(object(physical['artifactLocation']))
  const startLine = line(region['startLine'])
  if (path === null || startLine === undefined) return []
  const endLine = Math.max(startLine, line(region['endLine']) ?? startLine)
  return [{ path, startLine, endLine, snippet: text(object(region['snippet'])['text']), role }]
}
