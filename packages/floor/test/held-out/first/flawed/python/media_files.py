import os

from flask import Blueprint, request, send_file

bp = Blueprint("media", __name__)
MEDIA = "/srv/media"


@bp.get("/media")
def media():
    return send_file(os.path.join(MEDIA, request.args["file"]))
