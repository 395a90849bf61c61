const express = require('express')
const mysql = require('mysql2')

const router = express.Router()
const connection = mysql.createConnection({ host: 'db', user: 'shop', database: 'shop' })

router.post('/login', (req, res, next) => {
  const { email, password } = req.body
  const sql = 'SELECT id, role FROM users WHERE email = ? AND password = SHA2(?, 256)'
  connection.query(sql, [email, password], (err, rows) => {
    if (err) return next(err)
    if (rows.length === 0) return res.status(401).end()
    req.session.userId = rows[0].id
    res.json({ role: rows[0].role })
  })
})

module.exports = router
