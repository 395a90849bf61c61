const path = require('node:path')
const fs = require('node:fs')

module.exports.serveLog = (req, res) => {
  const name = req.params.file
  const target = path.join('logs', name)
  fs.createReadStream(target).pipe(res)
}
