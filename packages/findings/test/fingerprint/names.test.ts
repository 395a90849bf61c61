import { describe, expect, it } from 'vitest'
import { definedNames } from '../../src/fingerprint/names.ts'

describe('definedNames', () => {
  it.each([
    ['const id = req.query.id', ['id']],
    ['let text: string = read()', ['text']],
    ['  String code = make();', ['code']],
    ['out, err := exec.Command(name).Output()', ['out', 'err']],
    ['const { rows, count } = await query(sql)', ['rows', 'count']],
    ['[a, b] = pair', ['a', 'b']],
    ['text += " AND x = 1"', ['text']],
    ['packet->data = malloc(size);', ['data']],
    ['out[at] = value', ['out']],
    ['größe = lesen()', ['größe']],
    ['try (Statement s = c.createStatement(); ResultSet rows = s.executeQuery(q)) {', ['s', 'rows']],
    ['for (const part of parts) {', ['part']],
    ['for key, value := range headers {', ['key', 'value']],
    ['for name in names:', ['name']],
    ['with open(path) as handle:', ['handle']],
    ['if err := run(name); err != nil {', ['err']],
    ['snprintf(sql, sizeof sql, "SELECT %s", name);', ['sql']],
    ['if (a === b) run()', []],
    ['items.map((item) => item.id)', []],
    ['query("SELECT * FROM t WHERE id = " + id)', []],
    ['return a <= b', []],
    ['', []],
  ])('%s', (text, names) => expect(definedNames(text)).toEqual(names))
})
