from defusedxml import ElementTree
from flask import Blueprint, jsonify, request

bp = Blueprint("invoices", __name__)


@bp.post("/invoices")
def receive():
    document = ElementTree.fromstring(request.data)
    return jsonify(number=document.findtext("number"), total=document.findtext("total"))
