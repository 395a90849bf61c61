from Crypto.Cipher import AES


class RecordCipher:
    def __init__(self, key: bytes):
        self.key = key

    def seal(self, record: bytes) -> bytes:
        cipher = AES.new(self.key, AES.MODE_GCM)
        sealed, tag = cipher.encrypt_and_digest(record)
        return cipher.nonce + tag + sealed
