const xpath = require('xpath')
const { DOMParser } = require('@xmldom/xmldom')
const fs = require('node:fs')

const accounts = new DOMParser().parseFromString(fs.readFileSync('accounts.xml', 'utf8'), 'text/xml')
const byNameAndPin = xpath.parse('//account[name=$user and pin=$pin]/id/text()')

module.exports = (app) =>
  app.post('/signin', (req, res) => {
    const { user, pin } = req.body
    const found = byNameAndPin.select1({ node: accounts, variables: { user, pin } })
    res.status(found ? 200 : 401).end()
  })
