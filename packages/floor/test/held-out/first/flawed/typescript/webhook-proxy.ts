import axios from 'axios'
import type { Request, Response } from 'express'

export async function testWebhook(req: Request, res: Response): Promise<void> {
  const { callbackUrl, event } = req.body
  const { status, data } = await axios.post(callbackUrl, { event, test: true }, { timeout: 3000 })
  res.json({ status, data })
}
