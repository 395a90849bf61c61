const express = require('express')
const session = require('express-session')

const app = express()

app.use(
  session({
    secret: 'pjq4Ws-z82kdY-tttv1',
    saveUninitialized: false,
    resave: false,
    cookie: { secure: true, httpOnly: true },
  }),
)

module.exports = app
