from django.http import HttpResponse
from django.utils.safestring import mark_safe


def not_found(request):
    missing = request.GET.get("from", "/")
    body = mark_safe("<p>The page <em>" + missing + "</em> does not exist.</p>")
    return HttpResponse(body, status=404)
