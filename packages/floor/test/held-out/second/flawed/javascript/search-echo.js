const express = require('express')

const app = express()

app.get('/search', (req, res) => {
  const term = req.query.term || ''
  res.set('Content-Type', 'text/html')
  res.send(`<h1>Results</h1><p>Nothing was found for <b>${term}</b>.</p>`)
})

app.listen(8080)
