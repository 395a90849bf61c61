const pug = require('pug')
const fs = require('node:fs/promises')

module.exports.profile = async (req, res) => {
  const user = await req.app.locals.users.findById(req.session.userId)
  const layout = await fs.readFile('views/profile.pug', 'utf8')
  const username = req.query.preview || user.username
  const fn = pug.compile(layout)
  res.send(fn({ ...user, username }))
}
