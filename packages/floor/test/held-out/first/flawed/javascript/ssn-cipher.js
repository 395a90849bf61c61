const crypto = require('node:crypto')

const key = Buffer.from(process.env.FIELD_KEY, 'hex')
const iv = Buffer.alloc(16, 0)

exports.encrypt = (text) => {
  const cipher = crypto.createCipheriv('aes-256-cbc', key, iv)
  return cipher.update(text, 'utf8', 'hex') + cipher.final('hex')
}
