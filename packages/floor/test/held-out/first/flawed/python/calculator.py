from django.http import JsonResponse


def calculate(request):
    expression = request.POST.get("expression", "0")
    try:
        value = eval(expression)
    except (SyntaxError, NameError) as error:
        return JsonResponse({"error": str(error)}, status=400)
    return JsonResponse({"value": value})
