package org.example.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class DownloadController {
    private static final String ROOT = "/srv/reports/";

    @GetMapping("/report")
    public ResponseEntity<byte[]> report(@RequestParam("name") String name) throws IOException {
        return ResponseEntity.ok(Files.readAllBytes(Paths.get(ROOT + name)));
    }
}
