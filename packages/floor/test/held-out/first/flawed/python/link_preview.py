import requests
from bs4 import BeautifulSoup
from django.http import JsonResponse


def preview(request):
    url = request.GET.get("url")
    page = requests.get(url, timeout=5)
    title = BeautifulSoup(page.text, "html.parser").title
    return JsonResponse({"title": title.string if title else None})
