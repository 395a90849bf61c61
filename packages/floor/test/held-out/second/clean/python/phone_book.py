import ldap
from flask import Blueprint, jsonify, request
from ldap.filter import escape_filter_chars

bp = Blueprint("phone_book", __name__)


@bp.get("/phone")
def phone():
    connection = ldap.initialize("ldaps://directory")
    who = escape_filter_chars(request.args["cn"])
    search_filter = "(&(objectClass=inetOrgPerson)(cn=" + who + "))"
    entries = connection.search_s("dc=example,dc=org", ldap.SCOPE_SUBTREE, search_filter, ["telephoneNumber"])
    return jsonify([attributes for _, attributes in entries])
