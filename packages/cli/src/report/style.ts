import { asProperty, paletteProperties } from './palette.ts'
import { HEAT_RULES, pictureRules } from './picture-style.ts'

/** The look of every page: light and dark by the reader's own setting, and fit for paper. */
export const STYLE = `
${paletteProperties()}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 76rem; padding: 1rem 1.5rem 4rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; overflow-wrap: anywhere }
header { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; align-items: baseline; justify-content: space-between }
h1 { font-size: 1.1rem; font-weight: 600; color: var(--soft); margin: 0.5rem 0 }
h2 { font-size: 1.25rem; margin: 2.5rem 0 0.5rem; scroll-margin-top: 0.75rem }
h3 { font-size: 1rem; margin: 1.5rem 0 0.25rem }
a { color: var(--link) }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; font-size: 0.9rem }
code, pre { font: 0.85rem/1.5 ui-monospace, 'SF Mono', Consolas, monospace }
.skip { position: absolute; left: -999rem }
.skip:focus { position: static }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
.verdict { border: 1px solid var(--edge); border-left: 0.5rem solid var(--warning-fill); border-radius: 0.5rem; padding: 1rem 1.5rem 1.25rem; background: var(--panel) }
.verdict h2 { font-size: 1.75rem; line-height: 1.25; margin: 0 }
.verdict p { margin: 0.25rem 0 1rem; max-width: 50rem }
.verdict.good { border-left-color: var(--good-fill) } .verdict.good .sign { color: var(--good) }
.verdict.warning .sign { color: var(--warning) }
.verdict.bad { border-left-color: var(--bad-fill) } .verdict.bad .sign { color: var(--bad) }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: 0.75rem 2rem; margin: 0 }
.facts dt { font-size: 0.8rem; color: var(--soft) } .facts dd { margin: 0; font-weight: 600 }
.share { height: 0.75rem; border-radius: 0.2rem; margin: 0 0 0.35rem; background: var(--rail) }
.cov { fill: var(--cancelled) } .cov.reviewed { fill: var(--served) } .cov.degraded { fill: var(--refused) }
.cov.refused, .cov.truncated { fill: var(--refused) } .cov.failed { fill: var(--failed) }
.shares { list-style: none; display: flex; flex-wrap: wrap; gap: 0.1rem 1.25rem; padding: 0; margin: 0 0 1rem; font-size: 0.9rem }
.shares svg { display: inline-block; width: 0.8rem; height: 0.8rem; margin-right: 0.4rem; vertical-align: -0.1rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem }
caption { text-align: left; color: var(--soft); padding: 0.25rem 0 }
th, td { overflow-wrap: break-word; text-align: left; vertical-align: top; padding: 0.35rem 1rem 0.35rem 0; border-bottom: 1px solid var(--edge); font-weight: normal }
thead th { color: var(--soft); white-space: nowrap; vertical-align: bottom }
tbody th { min-width: min(16rem, 40vw) }
tfoot th, tfoot td { font-weight: 600; border-bottom: 0 }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.outcome { white-space: nowrap }
.outcome.reviewed { color: var(--good) } .outcome.failed { color: var(--bad) }
.outcome.refused, .outcome.truncated, .outcome.degraded { color: var(--warning) }
details > summary { cursor: pointer; padding: 0.3rem 0 }
figure { margin: 0 }
svg { width: 100%; height: auto; display: block }
svg.timeline, svg.shift { min-width: 46rem }
svg.agreement, svg.legend { width: auto; max-width: none }
svg.legend { margin-top: 0.35rem }
${pictureRules(asProperty)}${HEAT_RULES}
.filters { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: end; position: sticky; top: 0; z-index: 1; padding: 0.6rem 0; background: var(--paper); border-bottom: 1px solid var(--edge) }
.filters fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 0.9rem; min-height: 2.2rem; align-items: center }
.filters legend, .filters label.field { color: var(--soft); font-size: 0.8rem; padding: 0 }
.filters label.field { display: grid; gap: 0.15rem }
.filters label.field > * { color: var(--ink); font-size: 1rem }
.filters #shown { margin: 0 0 0.35rem auto; font-weight: 600; font-variant-numeric: tabular-nums }
input, select, button { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--soft); border-radius: 0.3rem; padding: 0.25rem 0.6rem }
input[type=checkbox] { accent-color: var(--served); width: 1rem; height: 1rem; vertical-align: -0.1rem; margin: 0 0.2rem 0 0 }
button { cursor: pointer }
button:hover { border-color: var(--ink) }
input[type=search] { width: 18rem; max-width: 100% }
.finding { border: 1px solid var(--edge); border-radius: 0.4rem; margin: 0.4rem 0; padding: 0 0.9rem; content-visibility: auto; contain-intrinsic-size: auto none auto 2.6rem }
.finding[hidden] { display: none }
.finding[open] { border-color: var(--soft); padding-bottom: 0.5rem }
.finding > summary { display: grid; grid-template-columns: 0.9rem 5.2rem minmax(10rem, 1fr) auto; gap: 0 0.75rem; align-items: baseline; list-style: none; padding: 0.45rem 0 }
.finding > summary::-webkit-details-marker { display: none }
.finding > summary::before { content: "\\25b8"; color: var(--soft) }
.finding[open] > summary::before { content: "\\25be" }
.finding p { margin: 0.5rem 0; max-width: 55rem }
.title { font-weight: 600 } .where { color: var(--soft); text-align: right; max-width: 32rem }
.chip { display: inline-block; font-size: 0.78rem; font-weight: 400; color: var(--soft); border: 1px solid var(--edge); border-radius: 0.3rem; padding: 0 0.4rem; margin-left: 0.4rem; white-space: nowrap }
.severity { text-align: center; border: 1px solid currentColor; border-radius: 0.3rem; font-size: 0.8rem; line-height: 1.4 }
.severity.critical { background: var(--critical); border-color: var(--critical); color: #ffffff; font-weight: 700 }
.severity.high { color: var(--bad); font-weight: 700 }
.severity.medium { color: var(--warning) } .severity.low { color: var(--link) } .severity.info { color: var(--soft) }
.meta { color: var(--soft); font-size: 0.85rem }
.details { grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 0.4rem 1.5rem; margin: 0.6rem 0 0.25rem; font-size: 0.85rem }
.details dd { font-weight: 400 }
.code { overflow-x: auto; background: var(--panel); border: 1px solid var(--edge); border-radius: 0.3rem; padding: 0.4rem 0; margin: 0.3rem 0 0.6rem; overflow-wrap: normal }
.line { display: block; padding: 0 0.75rem; color: var(--soft); white-space: pre; border-left: 3px solid transparent } .line.hit { background: var(--hit); color: var(--ink); border-left-color: var(--bad-fill) }
.at { display: inline-block; min-width: 3rem; color: var(--soft); user-select: none }
.notice { border: 1px solid var(--edge); border-left: 0.4rem solid var(--good-fill); border-radius: 0.3rem; padding: 0.5rem 0.9rem } .notice.bad { border-left-color: var(--bad-fill) }
.empty { color: var(--soft); border: 1px dashed var(--edge); border-radius: 0.4rem; padding: 1rem; text-align: center }
@media (max-width: 44rem) {
  body { padding: 0.75rem 0.9rem 3rem }
  .filters { position: static }
  .finding > summary { grid-template-columns: 0.9rem 5.2rem 1fr }
  .title, .where { grid-column: 2 / -1; text-align: left }
  tbody th { min-width: 9rem }
}
@media print {
  body { max-width: none; font-size: 10.5pt; padding: 0 }
  .filters, .skip, nav, .buttons { display: none }
  .finding { break-inside: avoid; content-visibility: visible }
  h2, h3, caption, thead { break-after: avoid }
  .scroll, .code { overflow: visible } .line { white-space: pre-wrap }
  svg.timeline, svg.shift { min-width: 0 } tbody th { min-width: 8rem }
  table { font-size: 8.5pt } th, td { overflow-wrap: anywhere; padding-right: 0.5rem }
  * { print-color-adjust: exact }
}
`
