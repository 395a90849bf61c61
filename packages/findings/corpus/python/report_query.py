from django.db import connection

SORTS = {"newest": "created DESC", "largest": "total DESC"}


class ReportQuery:
    def __init__(self, params):
        self.region = params.get("region", "")
        self.sort = params.get("sort", "newest")
        self.values = [self.region]

    def order(self):
        return " ORDER BY " + self.sort

    def rows(self):
        statement = "SELECT id, total FROM reports WHERE region = %s"
        with connection.cursor() as cursor:
            cursor.execute(statement + self.order(), self.values)
            return cursor.fetchall()


def report(request):
    return ReportQuery(request.GET).rows()
