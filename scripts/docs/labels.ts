import type { FlawLabel } from '@understudy/spec'

/** What the simulated models find in `sample/`. */
export const LABELS: readonly FlawLabel[] = [
  {
    id: 'search-sql',
    path: 'src/search.js',
    startLine: 2,
    endLine: 2,
    family: 'sql-injection',
    cwe: 'CWE-89',
    severity: 'high',
    title: 'Search term is put into the SQL text',
    why: 'request.query.title becomes part of the statement, so whoever searches can run any query.',
  },
  {
    id: 'download-path',
    path: 'src/download.js',
    startLine: 4,
    endLine: 4,
    family: 'path-traversal',
    cwe: 'CWE-22',
    severity: 'high',
    title: 'File name comes from the request',
    why: 'request.query.name may hold ../ and so leave the folder of notes.',
  },
]
