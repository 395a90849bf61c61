import csv
import io
import sqlite3

from flask import Blueprint, Response, current_app, request

orders = Blueprint("orders", __name__)


def connect():
    return sqlite3.connect(current_app.config["DATABASE"])


@orders.get("/orders.csv")
def export_orders():
    since = request.args.get("since", "1970-01-01")
    status = request.args.get("status")
    with connect() as database:
        query = "SELECT id, status, total FROM orders WHERE created > ?"
        if status:
            query += f" AND status = '{status}'"
        rows = database.execute(query, (since,)).fetchall()
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return Response(out.getvalue(), mimetype="text/csv")
