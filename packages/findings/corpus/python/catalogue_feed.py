import requests
from lxml import etree

FEED = "https://feed.supplier.example/catalogue.xml"


def fetch_catalogue():
    response = requests.get(FEED, timeout=10, verify=False)
    response.raise_for_status()
    return response.content


def parse_catalogue(document):
    parser = etree.XMLParser(resolve_entities=True, no_network=False)
    root = etree.fromstring(document, parser)
    return {item.get("sku"): int(item.findtext("amount", "0")) for item in root.iter("item")}
