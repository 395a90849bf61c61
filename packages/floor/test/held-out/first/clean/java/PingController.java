package org.example.tools;

import java.io.IOException;
import java.net.InetAddress;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PingController {
    @PostMapping("/ping/{host}")
    public String ping(@PathVariable String host) throws IOException {
        return InetAddress.getByName(host).isReachable(1000) ? "up" : "down";
    }
}
