from django.http import HttpResponse
from django.utils.html import format_html


def not_found(request):
    missing = request.GET.get("from", "/")
    body = format_html("<p>The page <em>{}</em> does not exist.</p>", missing)
    return HttpResponse(body, status=404)
