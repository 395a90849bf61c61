import { Router, type Request, type Response } from 'express'
import { User } from './user.model'

export const router = Router()

router.post('/login', async (req: Request, res: Response) => {
  const user = await User.findOne({ email: req.body.email, password: req.body.password })
  if (!user) return res.status(401).json({ message: 'Wrong email or password' })
  return res.json({ token: user.createToken() })
})
