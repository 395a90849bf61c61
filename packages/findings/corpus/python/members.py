import hashlib
import os
import random
import secrets
import string

ALPHABET = string.ascii_letters + string.digits


def hash_password(login, password):
    salt = os.urandom(16)
    return salt.hex() + hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1).hex()


def reset_token(length=32):
    return secrets.token_urlsafe(length)


def retry_after(attempt):
    return random.uniform(0, min(30, 2**attempt))


DATABASE = {
    "host": os.environ.get("DB_HOST", "db.internal"),
    "user": "member_service",
    "password": os.environ["DB_PASSWORD"],
}
