import axios from 'axios'
import type { Request, Response } from 'express'
import { integrations } from './integrations'

export async function testWebhook(req: Request, res: Response): Promise<void> {
  const { event } = req.body
  const { endpoint } = await integrations.forTenant(res.locals.tenantId)
  const { status, data } = await axios.post(endpoint, { event, test: true }, { timeout: 3000 })
  res.json({ status, data })
}
