import escapeHtml from 'escape-html'
import { Router } from 'express'
import { requireUser } from '../auth/session.js'
import { reviews } from '../db/mongo.js'

export const reviewsRouter = Router()

reviewsRouter.post('/query', async (req, res) => {
  const found = await reviews().find({ productId: req.body.productId, rating: req.body.rating }).limit(50).toArray()
  res.json(found)
})

reviewsRouter.get('/product/:id', async (req, res) => {
  const productId = String(req.params.id)
  const minimum = Number(req.query.minimum ?? 1)
  const found = await reviews().find({ productId, rating: { $gte: minimum } }).limit(50).toArray()
  res.json(found)
})

reviewsRouter.get('/helpful', async (req, res) => {
  const found = await reviews()
    .find({ $where: `this.text.length > ${req.query.length} && this.rating >= 4` })
    .toArray()
  res.json(found)
})

reviewsRouter.get('/product/:id/page', async (req, res) => {
  const found = await reviews().find({ productId: String(req.params.id) }).toArray()
  const items = found.map((review) => `<li><b>${escapeHtml(review.author)}</b> ${escapeHtml(review.text)}</li>`)
  res.type('html').send(`<ul>${items.join('')}</ul>`)
})

reviewsRouter.get('/product/:id/widget', async (req, res) => {
  const found = await reviews().find({ productId: String(req.params.id) }).toArray()
  let html = '<div class="reviews">'
  for (const review of found) {
    html += '<p><b>' + review.author + '</b>: ' + review.text + '</p>'
  }
  res.type('html').send(html + '</div>')
})

reviewsRouter.post('/', requireUser, async (req, res) => {
  const { productId, rating, text } = req.body as { productId: string; rating: number; text: string }
  await reviews().insertOne({
    productId: String(productId),
    rating: Math.max(1, Math.min(5, Number(rating))),
    text: String(text).slice(0, 2000),
    author: req.user!.name,
    createdAt: new Date(),
  })
  res.status(201).end()
})
