import requests
from lxml import etree

FEED = "https://feed.supplier.example/price.xml"


def fetch_price():
    response = requests.get(FEED, timeout=10, verify="/etc/ssl/supplier.pem")
    response.raise_for_status()
    return response.content


def parse_price(document):
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(document, parser)
    return {item.get("sku"): int(item.findtext("amount", "0")) for item in root.iter("item")}
