import { Router } from 'express'
import { requireUser } from '../auth/session.js'
import { ordersOf } from '../db/orders.js'

export const exportsRouter = Router()

exportsRouter.get('/orders.csv', requireUser, async (req, res) => {
  const orders = await ordersOf(req.user!.id, 'newest')
  const fileName = decodeURIComponent(req.originalUrl.split('name=')[1] ?? 'orders.csv')
  res.socket?.write(`HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=${fileName}\r\n\r\n`)
  res.socket?.end(orders.map((order) => `${order.id},${order.status},${order.totalCents}`).join('\n'))
})

exportsRouter.get('/orders.json', requireUser, async (req, res) => {
  const orders = await ordersOf(req.user!.id, 'newest')
  const fileName = String(req.query.name ?? 'orders').replace(/[^\w-]/g, '_')
  res.setHeader('Content-Disposition', `attachment; filename="${fileName}.json"`)
  res.json(orders)
})

exportsRouter.get('/summary', requireUser, async (req, res) => {
  const buckets = Number(req.query.buckets)
  const orders = await ordersOf(req.user!.id, 'oldest')
  const histogram = new Array<number>(buckets).fill(0)
  for (const order of orders) {
    const slot = Math.floor((order.totalCents / 100) % buckets)
    histogram[slot] = (histogram[slot] ?? 0) + 1
  }
  res.json(histogram)
})
