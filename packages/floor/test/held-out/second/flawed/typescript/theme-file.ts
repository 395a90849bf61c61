import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'

export const themes = new Hono()

themes.get('/:name', async (c) => {
  const name = c.req.param('name')
  const css = await readFile(`./themes/${name}.css`, 'utf8')
  return c.body(css, 200, { 'content-type': 'text/css' })
})
