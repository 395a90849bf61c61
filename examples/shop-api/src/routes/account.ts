import { Router } from 'express'
import { requireUser } from '../auth/session.js'
import { rows } from '../db/pool.js'
import { saveSettings } from '../services/settings.js'
import { newResetToken } from '../services/tokens.js'

export const accountRouter = Router()

const LANDING_PAGES = new Map([
  ['orders', '/account/orders'],
  ['settings', '/account/settings'],
])

accountRouter.get('/welcome', requireUser, (req, res) => {
  const page = LANDING_PAGES.get(String(req.query.page)) ?? '/account'
  res.redirect(page)
})

accountRouter.get('/continue', requireUser, (req, res) => {
  const target = req.query.returnTo as string
  res.redirect(target || '/')
})

accountRouter.get('/profile', requireUser, (req, res) => {
  const name = req.query.preview ?? req.user!.name
  res.send(`<!doctype html><title>Profile</title><h1>Hello ${name}</h1><a href="/account/settings">Settings</a>`)
})

accountRouter.post('/settings', requireUser, async (req, res) => {
  const settings = await saveSettings(req.user!.id, req.body)
  res.json(settings)
})

accountRouter.post('/forgot', async (req, res) => {
  const token = newResetToken()
  await rows('UPDATE customers SET reset_token = $1, reset_expires = now() + interval \'1 hour\' WHERE email = $2', [
    token,
    req.body.email,
  ])
  res.status(202).json({ sent: true })
})

accountRouter.post('/profile', requireUser, async (req, res) => {
  const changes = Object.entries(req.body as Record<string, unknown>)
  for (const [column, value] of changes) {
    await rows(`UPDATE customers SET ${column} = $1 WHERE id = $2`, [value, req.user!.id])
  }
  res.status(204).end()
})
