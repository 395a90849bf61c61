import type { Request, Response } from 'express'
import type { Pool } from 'pg'

interface SavedView {
  readonly field: string
  readonly operator: 'is' | 'contains'
  readonly value: string
}

const FIELDS = new Set(['name', 'email', 'city'])

function condition(view: SavedView, position: number): string {
  if (!FIELDS.has(view.field)) throw new RangeError('unknown field')
  const sign = view.operator === 'is' ? '=' : 'ILIKE'
  return `${view.field} ${sign} $${position}`
}

export async function applyViews(pool: Pool, req: Request, res: Response): Promise<void> {
  const views = req.body.views as SavedView[]
  const parts = views.map((view, index) => condition(view, index + 1))
  const statement = ['SELECT id, name FROM contacts', parts.length > 0 ? 'WHERE ' + parts.join(' AND ') : ''].join(' ')
  const { rows } = await pool.query(statement, views.map(({ value }) => value))
  res.json(rows)
}
