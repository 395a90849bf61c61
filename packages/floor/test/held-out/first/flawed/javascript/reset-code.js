const mailer = require('./mailer')

exports.requestReset = async (users, email) => {
  const user = await users.findByEmail(email)
  if (!user) return
  const token = Math.random().toString(36).slice(2)
  await users.saveResetToken(user.id, token, Date.now() + 3_600_000)
  await mailer.send(email, 'Reset your password', `https://shop.example/reset?token=${token}`)
}
