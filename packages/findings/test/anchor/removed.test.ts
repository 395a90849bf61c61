import { describe, expect, it } from 'vitest'
import { toFinding } from '../../src/index.ts'
import { flaw, provenance } from '../samples.ts'

const before = {
  path: 'src/orders.ts',
  content: [
    'export function show(req, res) {',
    '  const order = find(req.params.id)',
    '  if (order.owner !== req.user.id) return res.status(403)',
    '  res.json(order)',
    '}',
  ].join('\n'),
}
const after = { path: 'src/orders.ts', content: before.content.split('\n').toSpliced(2, 1).join('\n') }
const removed = {
  ...flaw,
  path: 'src/orders.ts',
  family: 'missing-authorization',
  snippet: '-  if (order.owner !== req.user.id) return res.status(403)',
  startLine: 3,
  endLine: 3,
} as const

describe('a quote of a removed line', () => {
  it('is placed where the line stood', () => {
    const [location] = toFinding(removed, after, provenance, { before }).locations
    expect(location).toMatchObject({ startLine: 3, endLine: 3, anchor: { status: 'removed' } })
    expect(location.anchor.snippet).toBe('  if (order.owner !== req.user.id) return res.status(403)')
  })

  it('is missing when the old side is not known', () => {
    expect(toFinding(removed, after, provenance).locations[0].anchor.status).toBe('missing')
  })

  it('is missing when neither side has it', () => {
    const invented = { ...removed, snippet: 'db.dropEverything(req.params.id)' }
    expect(toFinding(invented, after, provenance, { before }).locations[0].anchor.status).toBe('missing')
  })

  it('stays inside the file when nothing above it is left', () => {
    const [location] = toFinding(removed, { path: 'src/orders.ts', content: 'moved()' }, provenance, { before }).locations
    expect(location.startLine).toBe(1)
  })

  it('prefers the new side', () => {
    const kept = { ...removed, snippet: '+  res.json(order)', startLine: 4, endLine: 4 }
    expect(toFinding(kept, after, provenance, { before }).locations[0]).toMatchObject({
      startLine: 3,
      anchor: { status: 'moved' },
    })
  })
})
