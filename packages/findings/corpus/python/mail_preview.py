from flask import Flask, render_template, render_template_string, request

app = Flask(__name__)
FOOTER = "<p>Sent by the shop, {{ year }}</p>"


@app.post("/mail/preview")
def mail_preview():
    subject = request.form.get("subject", "")
    body = request.form.get("body", "")
    page = "<h1>" + subject + "</h1>" + body + FOOTER
    return render_template_string(page, year=2026)
