const crypto = require('node:crypto')

const hash = (data) => {
  const salt = crypto.randomBytes(16)
  return `${salt.toString('hex')}:${crypto.scryptSync(data, salt, 64).toString('hex')}`
}

module.exports = (sequelize, { STRING }) =>
  sequelize.define('User', {
    username: { type: STRING, unique: true },
    password: {
      type: STRING,
      set(clearText) {
        this.setDataValue('password', hash(clearText))
      },
    },
  })
