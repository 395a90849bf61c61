import base64
import os

from cryptography.fernet import Fernet


def cipher():
    seed = os.environ["FIELD_CIPHER_SEED"].encode()
    return Fernet(base64.urlsafe_b64encode(seed))


def seal(text):
    return cipher().encrypt(text.encode()).decode()


def unseal(text):
    return cipher().decrypt(text.encode()).decode()
