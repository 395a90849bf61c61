module.exports = class ContributionsHandler {
  constructor(contributions) {
    this.contributions = contributions
  }

  update = (req, res, next) => {
    const preTax = Number.parseFloat(req.body.preTax)
    const afterTax = Number(req.body.afterTax)
    if (Number.isNaN(preTax) || Number.isNaN(afterTax) || preTax + afterTax > 30) {
      return res.render('contributions', { updateError: 'Invalid contribution percentages' })
    }
    this.contributions.update(req.session.userId, preTax, afterTax, (err, saved) => (err ? next(err) : res.json(saved)))
  }
}
