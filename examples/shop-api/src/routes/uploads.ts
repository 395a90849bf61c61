import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { Router } from 'express'
import multer from 'multer'
import { requireUser } from '../auth/session.js'
import { config } from '../config.js'

export const uploadsRouter = Router()

const ALLOWED_IMAGES = new Map([
  ['image/png', '.png'],
  ['image/jpeg', '.jpg'],
])

const attachments = multer({
  storage: multer.diskStorage({
    destination: path.join('public', 'attachments'),
    filename: (_req, file, done) => done(null, file.originalname),
  }),
})

const avatars = multer({
  limits: { fileSize: 512 * 1024, files: 1 },
  fileFilter: (_req, file, done) => done(null, ALLOWED_IMAGES.has(file.mimetype)),
  storage: multer.diskStorage({
    destination: path.join(config.uploadDir, 'avatars'),
    filename: (_req, file, done) => done(null, `${randomUUID()}${ALLOWED_IMAGES.get(file.mimetype)}`),
  }),
})

uploadsRouter.post('/attachment', requireUser, attachments.single('file'), (req, res) => {
  res.status(201).json({ url: `/attachments/${req.file?.filename}` })
})

uploadsRouter.post('/avatar', requireUser, avatars.single('file'), (req, res) => {
  res.status(201).json({ stored: req.file !== undefined })
})
