import ast
import operator

from django.http import JsonResponse
from django.views.decorators.http import require_POST

OPERATORS = {ast.Gt: operator.gt, ast.Lt: operator.lt, ast.Eq: operator.eq}


def compare(node, values):
    left = values[node.left.id]
    right = ast.literal_eval(node.comparators[0])
    return OPERATORS[type(node.ops[0])](left, right)


@require_POST
def test_alert(request):
    values = {"total": 120, "items": 3}
    tree = ast.parse(request.POST["alert"], mode="eval")
    if not isinstance(tree.body, ast.Compare):
        return JsonResponse({"error": "not a comparison"}, status=422)
    matched = compare(tree.body, values)
    return JsonResponse({"matched": matched})
