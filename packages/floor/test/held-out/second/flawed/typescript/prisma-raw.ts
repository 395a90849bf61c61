import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PrismaClient } from '@prisma/client'

const prisma = new PrismaClient()

export default async function routes(app: FastifyInstance): Promise<void> {
  app.get('/customers', async (request: FastifyRequest<{ Querystring: { sort?: string } }>) => {
    const sort = request.query.sort ?? 'name'
    return prisma.$queryRawUnsafe(`SELECT id, name FROM customer ORDER BY ${sort}`)
  })
}
