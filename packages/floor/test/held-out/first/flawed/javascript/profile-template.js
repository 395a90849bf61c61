const pug = require('pug')
const fs = require('node:fs/promises')

module.exports.profile = async (req, res) => {
  const user = await req.app.locals.users.findById(req.session.userId)
  const layout = await fs.readFile('views/profile.pug', 'utf8')
  const username = req.query.preview || user.username
  const template = layout.replace(/_username_/g, username)
  const fn = pug.compile(template)
  res.send(fn(user))
}
