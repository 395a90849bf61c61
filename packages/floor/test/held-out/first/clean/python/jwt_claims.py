import jwt
from flask import abort, current_app, request


def current_user():
    header = request.headers.get("Authorization", "")
    if not header.startswith("Bearer "):
        abort(401)
    claims = jwt.decode(header[7:], current_app.config["JWT_KEY"], algorithms=["HS256"])
    return claims["sub"]
