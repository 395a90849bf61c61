import type { FileCoverage, Report } from '@understudy/findings'

/** Folders that as a whole are written by tools or others, with the attribute that says so. */
const FOLDERS: Readonly<Record<string, string>> = {
  dist: 'linguist-generated',
  build: 'linguist-generated',
  out: 'linguist-generated',
  target: 'linguist-generated',
  coverage: 'linguist-generated',
  generated: 'linguist-generated',
  __generated__: 'linguist-generated',
  __snapshots__: 'linguist-generated',
  node_modules: 'linguist-vendored',
  vendor: 'linguist-vendored',
  vendored: 'linguist-vendored',
  third_party: 'linguist-vendored',
  deps: 'linguist-vendored',
}

/** A path from the top, as `.gitattributes` takes it literally. */
function pattern(path: string, end = ''): string {
  const plain = `/${path.replace(/[\\*?[\]]/g, String.raw`\$&`)}${end}`
  return /[\s"]/.test(plain) ? JSON.stringify(plain) : plain
}

/** The line of `.gitattributes` that takes a path out of reviews of changes, for its whole folder where tools fill it. */
export function takeOutLine(path: string): string {
  const parts = path.split('/')
  const at = parts.findIndex((part, index) => index < parts.length - 1 && Object.hasOwn(FOLDERS, part))
  if (at === -1) return `${pattern(path)} linguist-generated`
  return `${pattern(parts.slice(0, at + 1).join('/'), '/**')} ${FOLDERS[parts[at] ?? ''] ?? 'linguist-generated'}`
}

/** What nobody could read says how the operator takes it out, if nobody needs to. */
function withLine(file: FileCoverage): FileCoverage {
  if (file.disposition !== 'skipped' || file.excluded) return file
  const line = takeOutLine(file.path)
  const end = file.reason?.endsWith('.') ? '' : '.'
  const advice = `If nobody needs to read it, this line in .gitattributes of the base takes it out: ${line}`
  return { ...file, reason: `${file.reason ?? 'not read'}${end} ${advice}` }
}

/** The report of a change with, for every file that could not be read, the line that takes it out. */
export function withTakeOut(report: Report): Report {
  return { ...report, coverage: { ...report.coverage, files: report.coverage.files.map(withLine) } }
}
