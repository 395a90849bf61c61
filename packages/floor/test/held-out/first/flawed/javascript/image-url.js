const fs = require('node:fs')
const { Readable } = require('node:stream')

module.exports = function profileImageUrlUpload() {
  return async (req, res, next) => {
    if (req.body.imageUrl !== undefined) {
      const url = req.body.imageUrl
      try {
        const response = await fetch(url)
        if (!response.ok || !response.body) throw new Error('The image could not be read')
        const out = fs.createWriteStream(`uploads/${Number(req.session.userId)}.png`)
        Readable.fromWeb(response.body).pipe(out)
      } catch (error) {
        return next(error)
      }
    }
    res.redirect('/profile')
  }
}
