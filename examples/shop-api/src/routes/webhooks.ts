import { createHmac, timingSafeEqual } from 'node:crypto'
import express, { Router } from 'express'
import { attachUser, requireUser } from '../auth/session.js'
import { config } from '../config.js'
import { markPaid } from '../db/orders.js'
import { rows } from '../db/pool.js'

export const webhooksRouter = Router()

function signatureIsGood(body: Buffer, header: string | undefined): boolean {
  const expected = createHmac('sha256', config.payments.webhookSecret).update(body).digest()
  const given = Buffer.from(header ?? '', 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

webhooksRouter.post('/payments', express.raw({ type: 'application/json' }), async (req, res) => {
  if (!signatureIsGood(req.body, req.get('x-payments-signature'))) {
    res.status(401).end()
    return
  }
  const event = JSON.parse(req.body.toString('utf8')) as { order: string; reference: string }
  await markPaid(event.order, event.reference)
  res.status(204).end()
})

webhooksRouter.post('/refunds', express.json(), async (req, res) => {
  const { order, amountCents } = req.body as { order: string; amountCents: number }
  await rows('UPDATE orders SET refunded_cents = refunded_cents + $2 WHERE id = $1', [order, amountCents])
  res.status(204).end()
})

webhooksRouter.post('/subscriptions', express.json(), attachUser, requireUser, async (req, res) => {
  const { callbackUrl, secret } = req.body as { callbackUrl: string; secret: string }
  const response = await fetch(callbackUrl, { method: 'POST', body: JSON.stringify({ challenge: secret }) })
  if (!response.ok) {
    res.status(422).json({ error: await response.text() })
    return
  }
  await rows('INSERT INTO webhook_subscriptions (url, secret) VALUES ($1, $2)', [callbackUrl, secret])
  res.status(201).end()
})
