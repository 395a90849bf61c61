from Crypto.Cipher import AES
from Crypto.Util.Padding import pad


class RecordCipher:
    def __init__(self, key: bytes):
        self.key = key

    def seal(self, record: bytes) -> bytes:
        cipher = AES.new(self.key, AES.MODE_ECB)
        return cipher.encrypt(pad(record, AES.block_size))
