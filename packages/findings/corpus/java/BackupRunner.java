package com.example.shop;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class BackupRunner {
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

    @PostMapping("/backup")
    public int run(@RequestParam String month) throws IOException, InterruptedException {
        if (!MONTH.matcher(month).matches()) throw new IllegalArgumentException("month");
        Process process = new ProcessBuilder(List.of("backup-build", "--month", month, "--out", "/srv/backup")).start();
        return process.waitFor();
    }
}
