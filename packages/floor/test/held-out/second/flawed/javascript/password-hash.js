const crypto = require('node:crypto')

const hash = (data) => crypto.createHash('md5').update(data).digest('hex')

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
