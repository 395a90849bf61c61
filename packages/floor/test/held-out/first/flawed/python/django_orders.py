from django.http import JsonResponse
from django.views import View

from .models import Order


class OrderList(View):
    def get(self, request):
        status = request.GET["status"]
        query = "SELECT * FROM shop_order WHERE status = '{}' ORDER BY placed_at".format(status)
        orders = Order.objects.raw(query)
        return JsonResponse({"orders": [order.as_dict() for order in orders]})
