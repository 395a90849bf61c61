export async function add(request, database) {
  return database.query('INSERT INTO notes (title) VALUES ($1)', [request.body.title])
}
