module.exports = (req, res) => {
  if (!req.cookies.basket) return res.json({ items: [] })
  const text = Buffer.from(req.cookies.basket, 'base64').toString()
  const basket = JSON.parse(text)
  res.json({ items: basket.items })
}
