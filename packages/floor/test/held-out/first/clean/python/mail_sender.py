import os
import smtplib
from email.message import EmailMessage


def send(to, subject, body):
    message = EmailMessage()
    message["To"], message["Subject"] = to, subject
    message.set_content(body)
    with smtplib.SMTP_SSL("smtp.example.org", 465) as server:
        server.login("robot@example.org", os.environ["SMTP_PASSWORD"])
        server.send_message(message)
