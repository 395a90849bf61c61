import { readFile } from 'node:fs/promises'

export async function download(request, reply) {
  reply.send(await readFile(`/srv/notes/${request.query.name}`))
}
