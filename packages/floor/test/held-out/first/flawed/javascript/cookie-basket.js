const serialize = require('node-serialize')

module.exports = (req, res) => {
  if (!req.cookies.basket) return res.json({ items: [] })
  const text = Buffer.from(req.cookies.basket, 'base64').toString()
  const basket = serialize.unserialize(text)
  res.json({ items: basket.items })
}
