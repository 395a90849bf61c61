const models = require('../models')

module.exports = function searchProducts() {
  return (req, res, next) => {
    let criteria = req.query.q === 'undefined' ? '' : (req.query.q ?? '')
    criteria = criteria.length <= 200 ? criteria : criteria.substring(0, 200)
    models.sequelize
      .query('SELECT * FROM Products WHERE name LIKE :needle AND deletedAt IS NULL ORDER BY name', {
        replacements: { needle: `%${criteria}%` },
      })
      .then(([products]) => res.json({ status: 'success', data: products }))
      .catch(next)
  }
}
