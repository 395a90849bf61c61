const { execFile } = require('node:child_process')
const Koa = require('koa')

const app = new Koa()

app.use(async (ctx) => {
  const host = String(ctx.query.host)
  if (!/^[a-z0-9][a-z0-9.-]*$/i.test(host)) ctx.throw(400)
  ctx.body = await new Promise((resolve, reject) => {
    execFile('nslookup', [host], { timeout: 5000 }, (error, stdout) => (error ? reject(error) : resolve(stdout)))
  })
})

app.listen(3000)
