/** The look of every page: light and dark by the reader's own setting, and fit for paper. */
export const STYLE = `
:root { color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1f24; --soft: #57606a; --edge: #d0d7de; --panel: #f6f8fa; --link: #0550ae;
  --good: #116329; --good-fill: #2da44e; --warning: #7d4e00; --warning-fill: #d4a72c; --bad: #a40e26; --bad-fill: #cf222e;
  --accent-fill: #54aeff; --hit: #fff8c5; --idle: #d0d7de; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #0d1117; --ink: #e6edf3; --soft: #9198a1; --edge: #3d444d; --panel: #151b23; --link: #79c0ff;
  --good: #56d364; --good-fill: #2ea043; --warning: #e3b341; --warning-fill: #bb8009; --bad: #ff8c86; --bad-fill: #f85149;
  --accent-fill: #388bfd; --hit: #2e2a1f; --idle: #3d444d; } }
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
svg text { fill: var(--ink); font: 13px system-ui, sans-serif }
svg.agreement { width: auto }
svg.timeline { min-width: 44rem }
.axis line { stroke: var(--edge) } .axis text { fill: var(--soft) }
.rail { stroke: var(--idle); stroke-width: 2 }
.attempt { fill: var(--idle) } .attempt.served { fill: var(--good-fill) } .attempt.failed { fill: var(--bad-fill) }
.attempt.refused, .attempt.rejected { fill: var(--warning-fill) } .attempt.cancelled { fill: var(--soft) }
.cross { stroke: var(--bad); stroke-width: 2.5; fill: none }
.bar.bar { fill: url(#hatch) } .bar.circuit { fill: var(--warning-fill); opacity: 0.25 }
.hatch { stroke: var(--bad-fill); stroke-width: 2; opacity: 0.55 }
.move { stroke: var(--link); stroke-width: 1.5; fill: none } .head { fill: var(--link) }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; font-size: 0.85rem; color: var(--soft) }
.key::before { content: ""; display: inline-block; width: 0.8rem; height: 0.8rem; margin-right: 0.4rem; border-radius: 2px; vertical-align: -0.1rem; background: var(--idle) }
.key.served::before { background: var(--good-fill) } .key.failed::before { background: var(--bad-fill) }
.key.refused::before { background: var(--warning-fill) }
.key.bar::before { background: repeating-linear-gradient(45deg, var(--bad-fill) 0 2px, transparent 2px 5px) }
.key.circuit::before { background: var(--warning-fill); opacity: 0.4 }
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
.heat { fill: var(--panel); stroke: var(--edge) } .heat.self { fill: var(--edge) }
.h0, .h1 { fill: #fff5eb } .h2, .h3 { fill: #fdd0a2 } .h4 { fill: #fdae6b } .h5 { fill: #c7e9c0 } .h6 { fill: #a1d99b } .h7 { fill: #74c476 } .h8 { fill: #31a354 } .h9 { fill: #006d2c }
svg text.heat-value, svg text.heat-note { fill: #1b1f24 } svg text.heat-value.h9, svg text.heat-note.h9 { fill: #ffffff }
svg text.heat-value.hnone, svg text.heat-note.hnone { fill: var(--ink) }
svg text.heat-value { font: 600 20px system-ui, sans-serif } svg text.heat-note { font: 11px system-ui, sans-serif }
.few { fill: url(#few); opacity: 0.35 }
@media print { body { max-width: none; font-size: 11pt } .filters, .skip { display: none } .finding { break-inside: avoid; content-visibility: visible } .scroll, .code { overflow: visible } .line { white-space: pre-wrap } }
`
