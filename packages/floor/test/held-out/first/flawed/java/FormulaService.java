package org.example.pricing;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class FormulaService {
    private final ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");

    @PostMapping("/formula")
    public Object evaluate(@RequestBody String formula) throws ScriptException {
        return engine.eval(formula);
    }
}
