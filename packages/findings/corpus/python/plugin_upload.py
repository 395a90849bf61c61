import os
import tarfile
import tempfile

from flask import Flask, abort, request

app = Flask(__name__)
THEMES = "/srv/plugins"


@app.post("/plugins/<name>")
def upload_plugin(name):
    if not name.isalnum():
        abort(400)
    target = os.path.join(THEMES, name)
    with tempfile.NamedTemporaryFile(suffix=".tar.gz") as file:
        request.files["archive"].save(file.name)
        with tarfile.open(file.name) as archive:
            for member in archive.getmembers():
                inside = os.path.realpath(os.path.join(target, member.name))
                if not inside.startswith(target + os.sep) or not member.isfile():
                    abort(400)
            archive.extractall(target, filter="data")
    return {"plugin": name}, 201
