import hashlib
import os
import random
import secrets
import string

ALPHABET = string.ascii_letters + string.digits


def hash_password(login, password):
    return hashlib.md5((login + password).encode()).hexdigest()


def reset_token(length=32):
    return "".join(random.choice(ALPHABET) for _ in range(length))


DATABASE = {
    "host": os.environ.get("DB_HOST", "db.internal"),
    "user": "account_service",
    "password": "Vx7#pLq2-9rTd",
}
