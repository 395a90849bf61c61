import https from 'node:https'

const PARTNER_KEY = { apiKey: process.env.PARTNER_KEY ?? '', account: 'shop-eu' }

const agent = new https.Agent({ keepAlive: true, ca: process.env.PARTNER_CA })

export function stock(sku: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = https.get(`https://api.carrier.example/stock/${encodeURIComponent(sku)}`, {
      agent,
      headers: { authorization: `Key ${PARTNER_KEY.apiKey}`, 'x-account': PARTNER_KEY.account },
    })
    request.once('error', reject)
    request.once('response', (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (piece: string) => (body += piece))
      response.once('end', () => resolve(body))
    })
  })
}
