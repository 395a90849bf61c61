import { rows } from './pool.js'

export interface Order {
  readonly id: string
  readonly customerId: string
  readonly status: string
  readonly totalCents: number
  readonly createdAt: string
}

const SORTABLE: Readonly<Record<string, string>> = {
  newest: 'created_at DESC',
  oldest: 'created_at ASC',
  total: 'total_cents DESC',
}

export async function orderById(id: string): Promise<Order | undefined> {
  const [order] = await rows<Order>('SELECT * FROM orders WHERE id = $1', [id])
  return order
}

export async function ordersOf(customerId: string, sort: string): Promise<Order[]> {
  const order = SORTABLE[sort] ?? SORTABLE['newest']
  return rows<Order>(`SELECT * FROM orders WHERE customer_id = $1 ORDER BY ${order} LIMIT 100`, [customerId])
}

export async function ordersByStatus(statuses: readonly string[]): Promise<Order[]> {
  const places = statuses.map((_, index) => `$${index + 1}`).join(', ')
  return rows<Order>(`SELECT * FROM orders WHERE status IN (${places})`, statuses)
}

export async function searchOrders(customer: string, status: string): Promise<Order[]> {
  let text = "SELECT * FROM orders WHERE customer_name ILIKE '%" + customer + "%'"
  if (status) text += " AND status = '" + status + "'"
  return rows<Order>(text)
}

export async function markPaid(id: string, reference: string): Promise<void> {
  await rows('UPDATE orders SET status = $2, payment_reference = $3 WHERE id = $1', [id, 'paid', reference])
}
