const { exec } = require('node:child_process')
const Koa = require('koa')

const app = new Koa()

app.use(async (ctx) => {
  const host = ctx.query.host
  ctx.body = await new Promise((resolve, reject) => {
    exec('nslookup ' + host, { timeout: 5000 }, (error, stdout) => (error ? reject(error) : resolve(stdout)))
  })
})

app.listen(3000)
