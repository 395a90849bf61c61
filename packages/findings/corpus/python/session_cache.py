import hashlib
import hmac
import json
import os
import pickle

import redis

client = redis.Redis.from_url(os.environ["REDIS_URL"])


def session_key(token):
    return "session:" + hashlib.sha256(token.encode()).hexdigest()


def save_session(token, value):
    client.set(session_key(token), json.dumps(value), ex=3600)


def restore_session(request):
    import base64

    raw = base64.b64decode(request.cookies.get("state", ""))
    return pickle.loads(raw)
