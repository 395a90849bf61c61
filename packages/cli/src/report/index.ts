export type { AgreementCell, AgreementMatrix } from './agreement-matrix.ts'
export type { Opinion, RunOpinions } from './opinions.ts'
export { type HtmlOptions, renderHtml } from './page.ts'
export { agreementFile, type PictureName, PICTURES, timelineFile } from './report-picture.ts'
