const jwt = require('jsonwebtoken')

exports.authenticate = (req, res, next) => {
  const header = req.headers.authorization
  if (!header?.startsWith('Bearer ')) return res.sendStatus(401)
  const claims = jwt.decode(header.slice(7))
  if (!claims || claims.exp * 1000 < Date.now()) return res.sendStatus(401)
  req.user = { id: claims.sub, role: claims.role }
  next()
}
