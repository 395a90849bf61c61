import { Router } from 'express'
import type { DocumentStore } from './stores.js'
import { requireSession } from './session.js'

export function documentRoutes(store: DocumentStore): Router {
  const router = Router()
  router.use(requireSession)

  router.get('/', async (req, res) => {
    res.json(await store.list({ tenant: req.session.tenant }))
  })

  router.get('/:id', async (req, res) => {
    const document = await store.byId(req.params.id)
    if (!document) return res.status(404).end()
    return res.json(document)
  })

  return router
}
