import base64
import json

from flask import Blueprint, request

bp = Blueprint("session", __name__)


@bp.before_app_request
def load_preferences():
    raw = request.cookies.get("prefs")
    if raw:
        request.preferences = json.loads(base64.b64decode(raw))
