const jwt = require('jsonwebtoken')

exports.authenticate = (req, res, next) => {
  const header = req.headers.authorization
  if (!header?.startsWith('Bearer ')) return res.sendStatus(401)
  try {
    const claims = jwt.verify(header.slice(7), process.env.JWT_PUBLIC_KEY, { algorithms: ['RS256'] })
    req.user = { id: claims.sub, role: claims.role }
    next()
  } catch {
    res.sendStatus(401)
  }
}
