import type { JsonObject } from '../../parse/shape.ts'
import type { ForeignPlace } from './imported.ts'
import { type Lines, linesOf, list, object, quotedCode, text } from './members.ts'

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
  const lines = regionLines(region)
  if (path === null || !lines) return []
  return [{ path, startLine: lines.start, endLine: lines.end, snippet: regionCode(region, lines), role }]
}

/** The lines of a region; some tools write them as texts. */
export function regionLines(region: JsonObject): Lines | undefined {
  const start = linesOf(region['startLine'])
  return start && { start: start.start, end: Math.max(start.end, linesOf(region['endLine'])?.end ?? start.end) }
}

/** The code that a region quotes. */
export function regionCode(region: JsonObject, lines: Lines): string {
  return quotedCode(text(object(region['snippet'])['text']), lines)
}
