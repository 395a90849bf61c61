import { Router } from 'express'
import ldap from 'ldapjs'
import { requireRole } from './session.js'

export const staffRouter = Router()

const DIRECTORY = 'ou=staff,dc=shop,dc=example'

function client(): ldap.Client {
  return ldap.createClient({ url: process.env.LDAP_URL ?? 'ldaps://directory.internal' })
}

function escapeFilterValue(value: string): string {
  return value.replace(/[\\*()\0]/g, (character) => `\\${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

staffRouter.get('/lookup', requireRole('editor'), (req, res) => {
  const directory = client()
  const filter = `(&(objectClass=person)(uid=${req.query.uid}))`
  directory.search(DIRECTORY, { filter, scope: 'sub', attributes: ['cn', 'mail'] }, (error, found) => {
    if (error) {
      res.status(502).end()
      return
    }
    const people: unknown[] = []
    found.on('searchEntry', (entry) => people.push(entry.pojo))
    found.on('end', () => res.json(people))
  })
})

staffRouter.get('/by-mail', requireRole('editor'), (req, res) => {
  const directory = client()
  const filter = `(mail=${escapeFilterValue(String(req.query.mail))})`
  directory.search(DIRECTORY, { filter, scope: 'sub', attributes: ['cn'] }, (error, found) => {
    if (error) {
      res.status(502).end()
      return
    }
    found.on('searchEntry', (entry) => res.json(entry.pojo))
  })
})
