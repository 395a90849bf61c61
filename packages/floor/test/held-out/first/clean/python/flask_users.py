import sqlite3

from flask import Flask, g, jsonify, request

app = Flask(__name__)


def get_db():
    if "db" not in g:
        g.db = sqlite3.connect("shop.db")
    return g.db


@app.route("/users")
def users():
    name = request.args.get("name", "")
    cursor = get_db().cursor()
    cursor.execute("SELECT id, name FROM users WHERE name LIKE ?", (f"%{name}%",))
    return jsonify(cursor.fetchall())
