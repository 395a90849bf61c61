import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PrismaClient } from '@prisma/client'

const prisma = new PrismaClient()
const SORTS = { name: 'name', since: 'createdAt' } as const

export default async function routes(app: FastifyInstance): Promise<void> {
  app.get('/customers', async (request: FastifyRequest<{ Querystring: { sort?: keyof typeof SORTS } }>) => {
    const sort = SORTS[request.query.sort ?? 'name'] ?? 'name'
    return prisma.customer.findMany({ select: { id: true, name: true }, orderBy: { [sort]: 'asc' } })
  })
}
