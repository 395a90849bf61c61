from flask import Blueprint, request, send_from_directory

bp = Blueprint("media", __name__)
MEDIA = "/srv/media"


@bp.get("/media")
def media():
    return send_from_directory(MEDIA, request.args["file"])
