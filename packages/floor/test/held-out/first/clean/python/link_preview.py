import requests
from bs4 import BeautifulSoup
from django.http import JsonResponse

PAGES = {"docs": "https://docs.example.org/", "blog": "https://blog.example.org/"}


def preview(request):
    url = PAGES.get(request.GET.get("page"))
    if url is None:
        return JsonResponse({"title": None}, status=404)
    page = requests.get(url, timeout=5)
    title = BeautifulSoup(page.text, "html.parser").title
    return JsonResponse({"title": title.string if title else None})
