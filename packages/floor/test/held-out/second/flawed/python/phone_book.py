import ldap
from flask import Blueprint, jsonify, request

bp = Blueprint("phone_book", __name__)


@bp.get("/phone")
def phone():
    connection = ldap.initialize("ldaps://directory")
    who = request.args["cn"]
    search_filter = "(&(objectClass=inetOrgPerson)(cn=" + who + "))"
    entries = connection.search_s("dc=example,dc=org", ldap.SCOPE_SUBTREE, search_filter, ["telephoneNumber"])
    return jsonify([attributes for _, attributes in entries])
