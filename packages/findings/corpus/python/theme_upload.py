import os
import tarfile
import tempfile

from flask import Flask, abort, request

app = Flask(__name__)
THEMES = "/srv/themes"


@app.post("/themes/<name>")
def upload_theme(name):
    if not name.isalnum():
        abort(400)
    target = os.path.join(THEMES, name)
    with tempfile.NamedTemporaryFile(suffix=".tar.gz") as file:
        request.files["archive"].save(file.name)
        with tarfile.open(file.name) as archive:
            archive.extractall(target, filter="fully_trusted")
    return {"theme": name}, 201
