from flask import Flask, render_template_string, request

app = Flask(__name__)

PAGE = """
<!doctype html>
<title>Hello</title>
<h1>Hello {{ name }}</h1>
"""


@app.route("/hello")
def hello():
    name = request.args.get("name") or "you"
    return render_template_string(PAGE, name=name)
