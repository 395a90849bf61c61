package org.example.pricing;

import org.springframework.expression.Expression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class FilterExpression {
    private static final Expression LARGE = new SpelExpressionParser().parseExpression("#total > 100");

    @GetMapping("/filter")
    public boolean matches(@RequestParam int total) {
        SimpleEvaluationContext context = SimpleEvaluationContext.forReadOnlyDataBinding().build();
        context.setVariable("total", total);
        return Boolean.TRUE.equals(LARGE.getValue(context, Boolean.class));
    }
}
