import { inDark, inLight, type Paint } from './palette.ts'

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"

/** Steps of the heat map, from no agreement to all: one hue, so that lightness alone says it. */
export const HEAT = [
  '#eef4fb',
  '#dce9f7',
  '#c6dbef',
  '#aacfe8',
  '#85bcdc',
  '#5fa6d1',
  '#3f8fc5',
  '#2676b8',
  '#125ca4',
  '#08427f',
] as const
/** From this step on, text on a cell is white. */
const WHITE_FROM = 7

/** Colour of the text on a step. */
export const textOn = (step: number): string => (step < WHITE_FROM ? '#0b1f33' : '#ffffff')

function heatRules(): string {
  const fills = HEAT.map((colour, step) => `.h${step} { fill: ${colour} }`).join(' ')
  const texts = HEAT.map((_, step) => `svg text.on${step} { fill: ${textOn(step)} }`).join(' ')
  return `${fills}\n${texts}`
}

/** Rules of the timeline and the heat map, wherever they stand. */
export function pictureRules(paint: Paint): string {
  const p = paint
  return `
svg text { fill: ${p('ink')}; font: 13px ${FONT} }
svg text.name { font-weight: 600 }
svg text.note { fill: ${p('soft')}; font-size: 12px }
svg text.title { font-size: 17px; font-weight: 600 }
.axis line { stroke: ${p('rail')} }
.rail { fill: ${p('rail')} }
.attempt { fill: ${p('cancelled')} }
.attempt.served { fill: ${p('served')} }
.attempt.failed { fill: ${p('failed')} }
.attempt.refused, .attempt.rejected { fill: ${p('refused')} }
.sign { fill: none; stroke: ${p('failed-edge')}; stroke-width: 2.2; stroke-linecap: round }
.sign.refused, .sign.rejected { stroke: ${p('refused-edge')}; stroke-width: 1.8 }
.sign.cancelled { stroke: ${p('soft')} }
.band.bar { fill: ${p('barred')} } .band.circuit { fill: ${p('resting')} } .band.pause { fill: ${p('pausing')} }
.over { fill: url(#hatch) } .hatch { stroke: ${p('failed')}; stroke-width: 1.4; opacity: 0.5 }
.edge { stroke: ${p('failed')}; stroke-width: 2 } .edge.circuit { stroke: ${p('refused-edge')} } .edge.pause { stroke: ${p('soft')}; stroke-width: 1 }
svg text.on-band { font-size: 12px; paint-order: stroke; stroke: ${p('barred')}; stroke-width: 5px; stroke-linejoin: round }
svg text.on-band.circuit { stroke: ${p('resting')} } svg text.on-band.pause { stroke: ${p('pausing')} }
.move { stroke: ${p('moved')}; stroke-width: 1.8; fill: none } .head { fill: ${p('moved')} }
svg text.move-count { fill: ${p('moved')}; stroke: none; font-size: 11px; font-weight: 600 }
.axis .zero { stroke: ${p('cancelled')}; stroke-width: 1.5 }
.dot { fill: ${p('served')} } .whisker { stroke: ${p('served')}; stroke-width: 3; opacity: 0.55 }
.heat { stroke: ${p('paper')}; stroke-width: 2 } .heat.self, .heat.hnone { fill: ${p('panel')}; stroke: ${p('edge')}; stroke-width: 1 }
.few { fill: none; stroke: ${p('soft')}; stroke-width: 1.5; stroke-dasharray: 4 3 }
svg text.heat-value { font-size: 20px; font-weight: 600 } svg text.heat-note { font-size: 11px }
`
}

/** Rules of the heat map's own colours, which are the same in light and dark. */
export const HEAT_RULES = heatRules()

/** The style of a picture that stands alone, in a README or a Markdown page: it follows the reader's light or dark. */
export function standaloneStyle(): string {
  return `${pictureRules(inLight)}.paper { fill: ${inLight('paper')}; stroke: ${inLight('edge')} }
@media (prefers-color-scheme: dark) {${pictureRules(inDark)}.paper { fill: ${inDark('paper')}; stroke: ${inDark('edge')} } }
`
}
