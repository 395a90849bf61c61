package org.example.tools;

import java.io.IOException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PingController {
    @PostMapping("/ping/{host}")
    public String ping(@PathVariable String host) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "ping -c 1 " + host);
        Process process = builder.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes());
    }
}
