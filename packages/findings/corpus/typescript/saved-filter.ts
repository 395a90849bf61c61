import type { Request, Response } from 'express'
import type { Pool } from 'pg'

interface SavedFilter {
  readonly field: string
  readonly operator: 'is' | 'contains'
  readonly value: string
}

const FIELDS = new Set(['name', 'email', 'city'])

function condition(filter: SavedFilter, position: number): string {
  const sign = filter.operator === 'is' ? '=' : 'ILIKE'
  return `${filter.field} ${sign} $${position}`
}

export async function applyFilters(pool: Pool, req: Request, res: Response): Promise<void> {
  const filters = req.body.filters as SavedFilter[]
  const parts = filters.map((filter, index) => condition(filter, index + 1))
  const statement = ['SELECT id, name FROM contacts', parts.length > 0 ? 'WHERE ' + parts.join(' AND ') : ''].join(' ')
  const { rows } = await pool.query(statement, filters.map(({ value }) => value))
  res.json(rows)
}
