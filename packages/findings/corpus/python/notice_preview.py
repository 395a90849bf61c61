from flask import Flask, render_template, render_template_string, request

app = Flask(__name__)
FOOTER = "<p>Sent by the shop, {{ year }}</p>"


@app.post("/notice/preview")
def notice_preview():
    subject = request.form.get("subject", "")
    body = request.form.get("body", "")
    return render_template("notice.html", subject=subject, body=body, footer=render_template_string(FOOTER, year=2026))
