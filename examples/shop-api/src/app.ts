import cookieParser from 'cookie-parser'
import express, { type NextFunction, type Request, type Response } from 'express'
import { attachUser } from './auth/session.js'
import { loginRouter } from './auth/login.js'
import { staffRouter } from './auth/staff.js'
import { config } from './config.js'
import { accountRouter } from './routes/account.js'
import { adminRouter } from './routes/admin.js'
import { downloadsRouter } from './routes/downloads.js'
import { exportsRouter } from './routes/exports.js'
import { ordersRouter } from './routes/orders.js'
import { productsRouter } from './routes/products.js'
import { reviewsRouter } from './routes/reviews.js'
import { uploadsRouter } from './routes/uploads.js'
import { webhooksRouter } from './routes/webhooks.js'

export const app = express()

app.disable('x-powered-by')
app.use(cookieParser(config.sessionSecret))
app.use('/webhooks', webhooksRouter)
app.use(express.json({ limit: '1mb' }))
app.use(express.urlencoded({ extended: false }))
app.use(attachUser)

app.use('/api', (req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '*')
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  res.setHeader('Access-Control-Allow-Methods', 'GET,POST,PUT,DELETE')
  next()
})

app.use('/partners', (req, res, next) => {
  const origin = req.headers.origin
  if (origin && config.trustedOrigins.includes(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin)
    res.setHeader('Vary', 'Origin')
  }
  next()
})

app.use('/login', loginRouter)
app.use('/staff', staffRouter)
app.use('/account', accountRouter)
app.use('/api/products', productsRouter)
app.use('/api/orders', ordersRouter)
app.use('/api/reviews', reviewsRouter)
app.use('/api/uploads', uploadsRouter)
app.use('/api/exports', exportsRouter)
app.use('/downloads', downloadsRouter)
app.use('/admin', adminRouter)

app.get('/healthz', (_req, res) => {
  res.json({ ok: true })
})

app.use((error: Error, req: Request, res: Response, _next: NextFunction) => {
  console.error('request failed', { method: req.method, route: req.route?.path, message: error.message })
  res.status(500).json({ error: error.message, stack: error.stack, query: req.query })
})
