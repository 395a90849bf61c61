from flask import Blueprint, jsonify, request
from lxml import etree

bp = Blueprint("invoices", __name__)


@bp.post("/invoices")
def receive():
    parser = etree.XMLParser(resolve_entities=True, no_network=False)
    document = etree.fromstring(request.data, parser)
    return jsonify(number=document.findtext("number"), total=document.findtext("total"))
