from flask import Blueprint, jsonify, request
from pymongo import MongoClient

bp = Blueprint("profile", __name__)
people = MongoClient("mongodb://mongo").crm.people


@bp.post("/people/search")
def search():
    city = str(request.json["city"])
    found = people.find({"city": city})
    return jsonify([person["name"] for person in found])
