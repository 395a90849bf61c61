import subprocess

from flask import Blueprint, render_template, request

bp = Blueprint("tools", __name__)


@bp.route("/tools/ping", methods=["POST"])
def ping():
    address = request.form.get("address")
    result = subprocess.run("ping -c 3 " + address, shell=True, capture_output=True, text=True, timeout=20)
    return render_template("ping.html", output=result.stdout)
