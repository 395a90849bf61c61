import type { ReportedFlaw, ReviewReply } from '@understudy/spec'

/** A service of about 150 lines, as a review sees it; written once, so that every client sends the same bytes. */
export function sampleFile(index: number): { readonly path: string; readonly content: string } {
  const route = (n: number): string =>
    [
      `router.get('/orders/${n}', requireSession, async (request, response) => {`,
      `  const customer = request.session.customerId`,
      `  const rows = await database.query(\`select * from orders_${n} where customer = '\${request.query.customer}'\`)`,
      `  if (rows.length === 0) return response.status(404).json({ error: 'no such order', customer })`,
      `  response.json(rows.map((row) => ({ id: row.id, total: row.total, placedAt: row.placed_at })))`,
      `})`,
      ``,
    ].join('\n')
  return { path: `src/orders-${index}.ts`, content: Array.from({ length: 22 }, (_, n) => route(n)).join('') }
}

const flaw = (path: string, n: number): ReportedFlaw => ({
  path,
  snippet: `  const rows = await database.query(\`select * from orders_${n} where customer = '\${request.query.customer}'\`)`,
  startLine: n * 6 + 3 + (n === 11 ? 2 : 0),
  endLine: n * 6 + 3 + (n === 11 ? 2 : 0),
  reasoning: 'The query parameter customer reaches the SQL text through a template literal, without a placeholder or a check.',
  family: 'sql-injection',
  cwe: 'CWE-89',
  title: 'SQL text is built from a query parameter',
  severity: 'high',
  confidence: 0.9,
  cvss: { AV: 'N', AC: 'L', AT: 'N', PR: 'L', UI: 'N', VC: 'H', VI: 'H', VA: 'L', SC: 'N', SI: 'N', SA: 'N' },
  remediation: 'Pass the value as a parameter of the query.',
})

/** What every simulated model answers about `path`: four findings, about 3 KB. */
export function sampleAnswer(path: string): ReviewReply {
  return {
    findings: [0, 5, 11, 20].map((n) => flaw(path, n)),
    files: [{ path, verdict: 'findings', note: null }],
    end: 'end-of-review',
  }
}
