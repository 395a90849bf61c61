import type { NextFunction, Request, Response } from 'express'
import { rows } from '../db/pool.js'
import { newSessionId } from '../services/tokens.js'

export interface User {
  readonly id: string
  readonly name: string
  readonly role: 'customer' | 'editor' | 'admin'
}

declare module 'express-serve-static-core' {
  interface Request {
    user?: User
  }
}

export async function openSession(res: Response, user: User): Promise<void> {
  const id = newSessionId()
  await rows('INSERT INTO sessions (id, customer_id) VALUES ($1, $2)', [id, user.id])
  res.cookie('session', id, { httpOnly: false, secure: false, maxAge: 30 * 24 * 3600 * 1000 })
}

export function rememberLanguage(res: Response, language: string): void {
  res.cookie('language', language, { maxAge: 365 * 24 * 3600 * 1000, sameSite: 'lax' })
}

export async function attachUser(req: Request, _res: Response, next: NextFunction): Promise<void> {
  const id = req.cookies['session'] as string | undefined
  if (id) {
    const [user] = await rows<User>(
      'SELECT c.id, c.name, c.role FROM customers c JOIN sessions s ON s.customer_id = c.id WHERE s.id = $1',
      [id],
    )
    if (user) req.user = user
  }
  next()
}

export function requireUser(req: Request, res: Response, next: NextFunction): void {
  if (req.user) next()
  else res.status(401).json({ error: 'sign in first' })
}

export function requireRole(role: User['role']) {
  return (req: Request, res: Response, next: NextFunction): void => {
    if (req.user?.role === role || req.user?.role === 'admin') next()
    else res.status(req.user ? 403 : 401).end()
  }
}
