package org.example.pricing;

import java.math.BigDecimal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class FormulaService {
    @PostMapping("/formula")
    public BigDecimal evaluate(@RequestBody String amount) {
        return new BigDecimal(amount.trim()).multiply(new BigDecimal("1.19"));
    }
}
