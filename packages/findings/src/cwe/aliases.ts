/**
 * Names that reviewers use for one and the same flaw and that the tree does not bring together, or only far away.
 * Curated from the pairs in security-review.md, 3.5, and the usual confusions of web and memory flaws.
 */
const GROUPS: readonly (readonly number[])[] = [
  [639, 862, 863, 425, 566], // whose object is it: authorisation missing, wrong, by key, by address
  [306, 287, 862], // nobody is asked who they are
  [22, 23, 36, 73, 35], // a path from outside
  [798, 259, 321, 522, 312, 547, 540, 615], // a credential in the code
  [352, 346, 1275], // the origin of a request is not checked
  [416, 415, 825, 672], // used or freed after free
  [120, 787, 121, 122, 131, 805, 124], // written past the end
  [125, 126, 127, 787], // read or written out of bounds
  [502, 94, 915], // objects built from foreign data
  [94, 95, 96, 1336, 917], // evaluated as code or template
  [77, 78, 88], // a command line
  [89, 564, 943], // a database statement
  [79, 80, 83, 87, 116], // markup in a page
  [327, 328, 326, 916, 759, 760], // weak hashing and ciphers
  [330, 338, 331, 340, 335], // predictable values
  [295, 297, 296, 599], // certificates
  [915, 1321, 913], // prototypes and mass assignment
  [400, 770, 1333, 407, 730, 674, 834, 835], // without limit
  [190, 191, 680, 131, 197], // numbers out of range
  [117, 93, 113, 150], // line breaks let through
  [611, 776, 827], // XML entities
  [362, 367, 366, 364], // check and use apart
  [200, 209, 532, 497, 215], // told to the wrong reader
  [384, 613, 614, 1004, 539], // sessions and their cookies
  [942, 346, 1385], // origins
  [601, 1022], // sent elsewhere
  [489, 215, 11, 1188, 1295], // debugging left on
  [434, 646, 351], // uploads
]

/** Per id, the ids that mean the same. Symmetric. */
export const ALIASES: ReadonlyMap<number, ReadonlySet<number>> = symmetric(GROUPS)

function symmetric(groups: readonly (readonly number[])[]): Map<number, Set<number>> {
  const pairs = new Map<number, Set<number>>()
  for (const group of groups) {
    for (const id of group) {
      const others = pairs.get(id) ?? new Set()
      for (const other of group) if (other !== id) others.add(other)
      pairs.set(id, others)
    }
  }
  return pairs
}
