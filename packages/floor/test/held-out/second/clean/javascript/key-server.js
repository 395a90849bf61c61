const path = require('node:path')
const fs = require('node:fs')

const root = path.resolve('logs')

module.exports.serveLog = (req, res) => {
  const target = path.join(root, path.basename(req.params.file))
  fs.createReadStream(target).pipe(res)
}
