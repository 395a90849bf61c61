const fs = require('node:fs')
const { Readable } = require('node:stream')

const AVATARS = new Map([
  ['gravatar', 'https://www.gravatar.com/avatar/default.png'],
  ['robot', 'https://robohash.org/default.png'],
])

module.exports = function profileImageUrlUpload() {
  return async (req, res, next) => {
    const url = AVATARS.get(req.body.provider)
    if (url !== undefined) {
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
