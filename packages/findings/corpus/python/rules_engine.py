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
def test_rule(request):
    values = {"total": 120, "items": 3}
    rule = request.POST["rule"]
    matched = bool(eval(rule, {"__builtins__": {}}, values))
    return JsonResponse({"matched": matched})
