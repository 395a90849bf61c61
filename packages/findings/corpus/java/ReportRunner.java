package com.example.shop;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class ReportRunner {
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

    @PostMapping("/report")
    public int run(@RequestParam String month) throws IOException, InterruptedException {
        String command = "report-build --month " + month + " --out /srv/report";
        Process process = Runtime.getRuntime().exec(new String[] {"sh", "-c", command});
        return process.waitFor();
    }
}
