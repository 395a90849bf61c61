import secrets
import string

from .models import ApiToken


def issue_token(user):
    alphabet = string.ascii_letters + string.digits
    token = "".join(secrets.choice(alphabet) for _ in range(40))
    ApiToken.objects.create(user=user, value=token)
    return token
