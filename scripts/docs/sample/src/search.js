export async function search(request, database) {
  return database.query(`SELECT id, title FROM notes WHERE title LIKE '%${request.query.title}%'`)
}
