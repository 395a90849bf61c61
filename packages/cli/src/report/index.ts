export { type AgreementCell, type AgreementMatrix, agreementSvg } from './agreement.ts'
export { severityCounts, type TargetFigures, targetFigures } from './figures.ts'
export { type HtmlOptions, renderHtml } from './page.ts'
export { timelineSvg } from './timeline-svg.ts'
