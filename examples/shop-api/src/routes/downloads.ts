import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Router } from 'express'
import { requireUser } from '../auth/session.js'
import { config } from '../config.js'

export const downloadsRouter = Router()

const MANUALS = path.resolve('manuals')

downloadsRouter.get('/invoice', requireUser, (req, res) => {
  const file = path.join(config.uploadDir, 'invoices', req.query.name as string)
  res.type('pdf')
  createReadStream(file).pipe(res)
})

downloadsRouter.get('/manual/:name', async (req, res) => {
  const file = path.resolve(MANUALS, path.basename(req.params.name))
  res.type('text').send(await readFile(file, 'utf8'))
})

downloadsRouter.get('/label', requireUser, async (req, res) => {
  const wanted = path.resolve(config.uploadDir, 'labels', String(req.query.file))
  if (!wanted.startsWith(path.join(config.uploadDir, 'labels') + path.sep)) {
    res.status(400).json({ error: 'bad file name' })
    return
  }
  res.type('png').send(await readFile(wanted))
})

downloadsRouter.get('/theme/:theme', async (req, res) => {
  const css = await readFile(`themes/${req.params.theme}.css`, 'utf8')
  res.type('css').send(css)
})
