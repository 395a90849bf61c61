class AllocationsDAO {
  constructor(db) {
    this.collection = db.collection('allocations')
  }

  findByUser(userId, threshold, callback) {
    const parsed = parseInt(userId, 10)
    const criteria = threshold
      ? { $where: `this.userId == ${parsed} && this.stocks > '${threshold}'` }
      : { userId: parsed }
    this.collection.find(criteria).toArray(callback)
  }
}

module.exports = (app, db) => {
  const allocations = new AllocationsDAO(db)
  app.get('/allocations/:userId', (req, res, next) => {
    allocations.findByUser(req.params.userId, req.query.threshold, (err, docs) => (err ? next(err) : res.json(docs)))
  })
}
