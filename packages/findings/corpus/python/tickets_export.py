import csv
import io
import sqlite3

from flask import Blueprint, Response, current_app, request

tickets = Blueprint("tickets", __name__)


def connect():
    return sqlite3.connect(current_app.config["DATABASE"])


@tickets.get("/tickets.csv")
def export_tickets():
    since = request.args.get("since", "1970-01-01")
    status = request.args.get("status")
    with connect() as database:
        query = "SELECT id, status, total FROM tickets WHERE created > ?"
        values = [since]
        if status:
            query += " AND status = ?"
            values.append(status)
        rows = database.execute(query, values).fetchall()
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return Response(out.getvalue(), mimetype="text/csv")
