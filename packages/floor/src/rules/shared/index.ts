export { builtLdapRule, builtSqlRule, builtXpathRule } from './queries.ts'
export { PASSED_SECRET, secretRule } from './secret.ts'
