import hashlib
import hmac
import os


def hash_password(password: str) -> str:
    salt = os.urandom(16)
    digest = hashlib.pbkdf2_hmac("sha256", password.encode("utf-8"), salt, 600_000)
    return f"{salt.hex()}${digest.hex()}"


def verify(password: str, stored: str) -> bool:
    salt, digest = stored.split("$")
    again = hashlib.pbkdf2_hmac("sha256", password.encode("utf-8"), bytes.fromhex(salt), 600_000)
    return hmac.compare_digest(again.hex(), digest)
