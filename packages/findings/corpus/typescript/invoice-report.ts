import type { Request, Response } from 'express'
import type { Pool } from 'pg'

interface InvoiceRow {
  readonly id: string
  readonly customer: string
  readonly amountCents: number
}

const PAGE_SIZE = 50

export class InvoiceReport {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async page(req: Request, res: Response): Promise<void> {
    const page = Math.max(0, Number(req.query.page) || 0)
    const filters: string[] = []
    const values: unknown[] = []
    if (req.query.customer) {
      values.push(req.query.customer)
      filters.push(`customer = $${values.length}`)
    }
    const where = filters.length > 0 ? `WHERE ${filters.join(' AND ')}` : ''
    const sort = String(req.query.sort ?? 'created_at')
    const text = `SELECT id, customer, amount_cents FROM invoices ${where} ORDER BY ${sort} LIMIT ${PAGE_SIZE} OFFSET ${page * PAGE_SIZE}`
    const { rows } = await this.#pool.query<InvoiceRow>(text, values)
    res.json({ page, rows })
  }
}
