const xpath = require('xpath')
const { DOMParser } = require('@xmldom/xmldom')
const fs = require('node:fs')

const accounts = new DOMParser().parseFromString(fs.readFileSync('accounts.xml', 'utf8'), 'text/xml')

module.exports = (app) =>
  app.post('/signin', (req, res) => {
    const { user, pin } = req.body
    const found = xpath.select1("//account[name='" + user + "' and pin='" + pin + "']/id/text()", accounts)
    res.status(found ? 200 : 401).end()
  })
