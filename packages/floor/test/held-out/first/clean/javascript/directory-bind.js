const ldap = require('ldapjs')

const client = ldap.createClient({ url: 'ldaps://directory.internal' })

exports.findPerson = (req, res, next) => {
  const options = {
    filter: new ldap.AndFilter({
      filters: [
        new ldap.EqualityFilter({ attribute: 'objectClass', value: 'person' }),
        new ldap.EqualityFilter({ attribute: 'uid', value: req.query.uid }),
      ],
    }),
    scope: 'sub',
  }
  client.search('ou=people,dc=example,dc=org', options, (err, found) => {
    if (err) return next(err)
    const entries = []
    found.on('searchEntry', (entry) => entries.push(entry.object))
    found.on('end', () => res.json(entries))
  })
}
