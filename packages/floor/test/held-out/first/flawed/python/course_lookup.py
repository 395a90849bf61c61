from flask import Blueprint, abort, request
from lxml import etree

bp = Blueprint("courses", __name__)
tree = etree.parse("courses.xml")


@bp.get("/course")
def course():
    title = request.args.get("title", "")
    found = tree.xpath(f"//course[@title='{title}']/room/text()")
    return found[0] if found else abort(404)
