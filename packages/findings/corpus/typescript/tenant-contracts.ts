import { Router } from 'express'
import type { ContractStore } from './stores.js'
import { requireSession } from './session.js'

export function contractRoutes(store: ContractStore): Router {
  const router = Router()
  router.use(requireSession)

  router.get('/', async (req, res) => {
    res.json(await store.list({ tenant: req.session.tenant }))
  })

  router.get('/:id', async (req, res) => {
    const contract = await store.byId(req.params.id)
    if (!contract || contract.tenant !== req.session.tenant) return res.status(404).end()
    return res.json(contract)
  })

  return router
}
