#include <sqlite3.h>
#include <stdio.h>

int count_notes(sqlite3 *db, const char *author, int *count)
{
    char sql[512];
    sqlite3_stmt *statement;

    snprintf(sql, sizeof(sql), "SELECT COUNT(*) FROM notes WHERE author = '%s'", author);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        return -1;
    if (sqlite3_step(statement) == SQLITE_ROW)
        *count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return 0;
}
