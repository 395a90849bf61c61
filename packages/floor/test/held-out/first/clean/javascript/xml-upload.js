const libxml = require('libxmljs2')
const multer = require('multer')

const upload = multer({ storage: multer.memoryStorage() })

module.exports = (app) => {
  app.post('/b2b/orders', upload.single('order'), (req, res) => {
    const data = req.file.buffer.toString()
    const document = libxml.parseXml(data, { noblanks: true, noent: false, nonet: true })
    res.send(document.toString(false))
  })
}
