import os

from flask import Flask, abort, request, send_file

app = Flask(__name__)
ROOT = "/srv/manuals"


@app.get("/manual")
def manual():
    name = request.args["name"]
    path = os.path.realpath(os.path.join(ROOT, name))
    if not path.startswith(ROOT + os.sep):
        abort(404)
    return send_file(path)
