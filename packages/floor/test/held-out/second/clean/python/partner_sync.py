import requests


class PartnerClient:
    def __init__(self, base_url, token):
        self.base_url = base_url
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"
        self.session.verify = "/etc/ssl/partner-ca.pem"

    def orders(self, since):
        return self.session.get(f"{self.base_url}/orders", params={"since": since}, timeout=10).json()
