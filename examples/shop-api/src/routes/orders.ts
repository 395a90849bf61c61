import { Router } from 'express'
import { requireRole, requireUser } from '../auth/session.js'
import { orderById, ordersOf, searchOrders } from '../db/orders.js'
import { inTransaction, rows } from '../db/pool.js'
import { redeemCoupon } from '../services/coupons.js'
import { readCart } from '../services/cart.js'
import { discountFor } from '../services/pricing.js'

export const ordersRouter = Router()

ordersRouter.use(requireUser)

ordersRouter.get('/', async (req, res) => {
  const orders = await ordersOf(req.user!.id, String(req.query.sort ?? 'newest'))
  res.json(orders)
})

ordersRouter.get('/search', requireRole('admin'), async (req, res) => {
  const orders = await searchOrders(String(req.query.customer ?? ''), String(req.query.status ?? ''))
  res.json(orders)
})

ordersRouter.get('/:id', async (req, res) => {
  const order = await orderById(req.params.id)
  if (!order) {
    res.status(404).json({ error: 'no such order' })
    return
  }
  res.json(order)
})

ordersRouter.get('/:id/invoice', async (req, res) => {
  const order = await orderById(req.params.id)
  if (!order || order.customerId !== req.user!.id) {
    res.status(404).json({ error: 'no such order' })
    return
  }
  res.json({ order, lines: await rows('SELECT * FROM order_lines WHERE order_id = $1', [order.id]) })
})

ordersRouter.post('/', async (req, res) => {
  const cart = readCart(req)
  const discount = discountFor(cart.totalCents, req.body.promotion)
  const id = await inTransaction(async (run) => {
    const [order] = await run<{ id: string }>(
      'INSERT INTO orders (customer_id, total_cents, status) VALUES ($1, $2, $3) RETURNING id',
      [req.user!.id, cart.totalCents - discount, 'new'],
    )
    return order!.id
  })
  if (req.body.coupon) await redeemCoupon(String(req.body.coupon), id)
  res.status(201).json({ id })
})

ordersRouter.post('/:id/cancel', async (req, res) => {
  await rows('UPDATE orders SET status = $1 WHERE id = $2', ['cancelled', req.params.id])
  res.status(204).end()
})
