import { execFile, exec } from 'node:child_process'
import { Router } from 'express'
import { requireRole } from '../auth/session.js'
import { rows } from '../db/pool.js'
import { renderNewsletter } from '../templates/newsletter.js'

export const adminRouter = Router()

adminRouter.get('/customers', requireRole('admin'), async (_req, res) => {
  res.json(await rows('SELECT id, name, email, created_at FROM customers ORDER BY created_at DESC LIMIT 500'))
})

adminRouter.delete('/customers/:id', async (req, res) => {
  await rows('DELETE FROM customers WHERE id = $1', [req.params.id])
  res.status(204).end()
})

adminRouter.post('/cache/purge', requireRole('admin'), (_req, res) => {
  execFile('/usr/bin/varnishadm', ['ban', 'req.url ~ .'], (error) => {
    res.status(error ? 500 : 204).end()
  })
})

adminRouter.get('/diagnostics/ping', requireRole('admin'), (req, res) => {
  const host = req.query.host
  exec(`ping -c 1 -W 2 ${host}`, (error, stdout) => {
    res.status(error ? 502 : 200).type('text').send(stdout)
  })
})

adminRouter.get('/diagnostics/resolve', requireRole('admin'), (req, res) => {
  const host = String(req.query.host)
  if (!/^[a-z0-9.-]{1,253}$/i.test(host) || host.startsWith('-')) {
    res.status(400).end()
    return
  }
  execFile('dig', ['+short', '--', host], (error, stdout) => {
    res.status(error ? 502 : 200).type('text').send(stdout)
  })
})

adminRouter.post('/newsletter/preview', requireRole('editor'), (req, res) => {
  res.type('html').send(renderNewsletter(req.body.template, { month: req.body.month }))
})
