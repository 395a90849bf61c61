#include <sqlite3.h>
#include <stdio.h>

int count_notes(sqlite3 *db, const char *author, int *count)
{
    sqlite3_stmt *statement;

    if (sqlite3_prepare_v2(db, "SELECT COUNT(*) FROM notes WHERE author = ?1", -1, &statement, NULL) != SQLITE_OK)
        return -1;
    sqlite3_bind_text(statement, 1, author, -1, SQLITE_TRANSIENT);
    if (sqlite3_step(statement) == SQLITE_ROW)
        *count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return 0;
}
