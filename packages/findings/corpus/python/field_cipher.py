import base64
import os

from cryptography.fernet import Fernet


def cipher():
    seed = b"crm-field-encryption-2024-Kq81vT"
    return Fernet(base64.urlsafe_b64encode(seed))


def seal(text):
    return cipher().encrypt(text.encode()).decode()


def unseal(text):
    return cipher().decrypt(text.encode()).decode()
