import { asProperty, paletteProperties } from './palette.ts'
import { HEAT_RULES, pictureRules } from './picture-style.ts'

/** The look of every page: light and dark by the reader's own setting, and fit for paper. */
export const STYLE = `
${paletteProperties()}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 72rem; padding: 1rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.1rem; font-weight: 600; color: var(--soft); margin: 0.5rem 0 }
h2 { font-size: 1.25rem; margin: 2.25rem 0 0.5rem }
h3 { font-size: 1rem }
code, pre { font: 0.85rem/1.5 ui-monospace, monospace }
.skip { position: absolute; left: -999rem }
.skip:focus { position: static }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
.verdict { border: 1px solid var(--edge); border-left: 0.5rem solid var(--warning-fill); border-radius: 0.5rem; padding: 0.75rem 1.25rem; background: var(--panel) }
.verdict h2 { font-size: 1.75rem; margin: 0 }
.verdict p { margin: 0.25rem 0 0.75rem; max-width: 50rem }
.verdict.good { border-left-color: var(--good-fill) } .verdict.good .sign { color: var(--good) }
.verdict.warning .sign { color: var(--warning) }
.verdict.bad { border-left-color: var(--bad-fill) } .verdict.bad .sign { color: var(--bad) }
.facts { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 0 }
.facts dt { font-size: 0.8rem; color: var(--soft) } .facts dd { margin: 0; font-weight: 600 }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem }
caption { text-align: left; color: var(--soft); padding: 0.25rem 0 }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid var(--edge); font-weight: normal }
thead th { color: var(--soft); white-space: nowrap }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.outcome.reviewed { color: var(--good) } .outcome.failed { color: var(--bad) }
.outcome.refused, .outcome.truncated { color: var(--warning) }
details > summary { cursor: pointer; padding: 0.3rem 0 }
figure { margin: 0 }
svg { width: 100%; height: auto; display: block }
svg.timeline, svg.shift, svg.legend { min-width: 46rem }
svg.agreement { width: auto; max-width: none }
svg.legend { margin-top: 0.35rem }
${pictureRules(asProperty)}${HEAT_RULES}
.filters { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: end; position: sticky; top: 0; z-index: 1; padding: 0.5rem 0; background: var(--paper); border-bottom: 1px solid var(--edge) }
.filters fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem }
.filters legend { color: var(--soft); font-size: 0.8rem; padding: 0 }
input, select, button { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--soft); border-radius: 0.3rem; padding: 0.2rem 0.5rem }
input[type=search] { width: 16rem; max-width: 100% }
.finding { border: 1px solid var(--edge); border-radius: 0.4rem; margin: 0.4rem 0; padding: 0.1rem 0.75rem; content-visibility: auto; contain-intrinsic-size: auto none auto 2.4rem }
.finding[hidden] { display: none }
.finding p { margin: 0.4rem 0; max-width: 55rem }
.title { font-weight: 600 } .where { color: var(--soft) }
.severity { display: inline-block; min-width: 4.5rem; text-align: center; border: 1px solid currentColor; border-radius: 1rem; font-size: 0.8rem }
.severity.critical, .severity.high { color: var(--bad) } .severity.critical { font-weight: 700 }
.severity.medium { color: var(--warning) } .severity.low { color: var(--link) } .severity.info { color: var(--soft) }
.meta { color: var(--soft); font-size: 0.85rem }
.code { overflow-x: auto; background: var(--panel); border-radius: 0.3rem; padding: 0.4rem 0; margin: 0.3rem 0; overflow-wrap: normal }
.line { display: block; padding: 0 0.75rem; color: var(--soft); white-space: pre } .line.hit { background: var(--hit); color: var(--ink) }
.at { display: inline-block; min-width: 3rem; color: var(--soft); user-select: none }
@media print { body { max-width: none; font-size: 11pt } .filters, .skip { display: none } .finding { break-inside: avoid; content-visibility: visible } .scroll, .code { overflow: visible } .line { white-space: pre-wrap } }
`
