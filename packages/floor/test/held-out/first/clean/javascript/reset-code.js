const crypto = require('node:crypto')
const mailer = require('./mailer')

exports.requestReset = async (users, email) => {
  const user = await users.findByEmail(email)
  if (!user) return
  const token = crypto.randomBytes(32).toString('hex')
  await users.saveResetToken(user.id, token, Date.now() + 3_600_000)
  await mailer.send(email, 'Reset your password', `https://shop.example/reset?token=${token}`)
}
