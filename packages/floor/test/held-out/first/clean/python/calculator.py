import ast

from django.http import JsonResponse


def calculate(request):
    expression = request.POST.get("expression", "0")
    try:
        value = ast.literal_eval(expression)
    except (SyntaxError, ValueError) as error:
        return JsonResponse({"error": str(error)}, status=400)
    return JsonResponse({"value": value})
