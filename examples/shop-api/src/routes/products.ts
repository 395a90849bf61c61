import { Router } from 'express'
import { requireRole } from '../auth/session.js'
import { rows } from '../db/pool.js'
import { importProductImage, importSupplierImage } from '../services/images.js'

export const productsRouter = Router()

interface Product {
  readonly id: string
  readonly name: string
  readonly priceCents: number
}

productsRouter.get('/', async (req, res) => {
  const { q = '', category } = req.query
  const filter = category ? `AND category = '${category}'` : ''
  const found = await rows<Product>(`SELECT id, name, price_cents FROM products WHERE name ILIKE '%${q}%' ${filter}`)
  res.json(found)
})

productsRouter.get('/featured', async (req, res) => {
  const limit = Math.min(Number.parseInt(String(req.query.limit ?? '10'), 10) || 10, 50)
  const found = await rows<Product>(`SELECT id, name, price_cents FROM products WHERE featured LIMIT ${limit}`)
  res.json(found)
})

productsRouter.get('/:id', async (req, res) => {
  const [product] = await rows<Product>('SELECT id, name, price_cents FROM products WHERE id = $1', [req.params.id])
  if (!product) {
    res.status(404).json({ error: 'no such product' })
    return
  }
  res.json(product)
})

productsRouter.get('/:id/price-history', async (req, res) => {
  const table = `price_history_${req.params.id}`
  const history = await rows('SELECT changed_at, price_cents FROM ' + table + ' ORDER BY changed_at')
  res.json(history)
})

productsRouter.post('/:id/image', requireRole('editor'), async (req, res) => {
  const stored = await importProductImage(req.params.id, req.body.url)
  res.status(201).json({ path: stored })
})

productsRouter.post('/:id/supplier-image', requireRole('editor'), async (req, res) => {
  const stored = await importSupplierImage(req.params.id, req.body.url)
  res.status(201).json({ path: stored })
})
