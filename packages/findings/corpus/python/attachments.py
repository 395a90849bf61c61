import os

from flask import Flask, abort, request, send_file

app = Flask(__name__)
ROOT = "/srv/attachments"


@app.get("/attachment")
def attachment():
    name = request.args["name"]
    path = os.path.join(ROOT, name)
    if not os.path.exists(path):
        abort(404)
    return send_file(path)
