package org.example.pricing;

import org.springframework.expression.ExpressionParser;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class FilterExpression {
    private final ExpressionParser parser = new SpelExpressionParser();

    @GetMapping("/filter")
    public boolean matches(@RequestParam String condition) {
        return Boolean.TRUE.equals(parser.parseExpression(condition).getValue(Boolean.class));
    }
}
