from django.db import connection

SORTS = {"newest": "created DESC", "largest": "total DESC"}


class ExportQuery:
    def __init__(self, params):
        self.region = params.get("region", "")
        self.sort = params.get("sort", "newest")
        self.values = [self.region]

    def order(self):
        return " ORDER BY " + SORTS.get(self.sort, SORTS["newest"])

    def rows(self):
        statement = "SELECT id, total FROM exports WHERE region = %s"
        with connection.cursor() as cursor:
            cursor.execute(statement + self.order(), self.values)
            return cursor.fetchall()


def export(request):
    return ExportQuery(request.GET).rows()
