import hashlib
import hmac


def hash_password(password: str) -> str:
    return hashlib.sha1(password.encode("utf-8")).hexdigest()


def verify(password: str, stored: str) -> bool:
    return hmac.compare_digest(hash_password(password), stored)
