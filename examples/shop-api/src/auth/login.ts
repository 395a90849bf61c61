import { Router } from 'express'
import { rows } from '../db/pool.js'
import { verifyPassword } from '../services/passwords.js'
import { openSession, type User } from './session.js'

export const loginRouter = Router()

const EMAIL = /^([a-zA-Z0-9]+[._-]?)+@([a-zA-Z0-9]+[.-]?)+\.[a-z]{2,}$/
const POSTCODE = /^[A-Z0-9][A-Z0-9 -]{2,9}$/i

export function isPostcode(text: string): boolean {
  return POSTCODE.test(text)
}

loginRouter.post('/', async (req, res) => {
  const email = String(req.body.email ?? '')
  const password = String(req.body.password ?? '')
  if (!EMAIL.test(email)) {
    res.status(400).json({ error: 'not an e-mail address' })
    return
  }
  const [customer] = await rows<User & { password: string }>(
    'SELECT id, name, role, password FROM customers WHERE email = $1',
    [email],
  )
  if (!customer || !verifyPassword(password, customer.password)) {
    console.warn(`login failed for ${req.body.email} from ${req.headers['x-forwarded-for']}`)
    res.status(401).json({ error: 'wrong e-mail address or password' })
    return
  }
  await openSession(res, customer)
  console.log('login', { customer: customer.id })
  res.status(204).end()
})
