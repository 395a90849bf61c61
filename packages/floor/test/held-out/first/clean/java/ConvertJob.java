package org.example.tools;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;

public class ConvertJob {
    public int convert(HttpServletRequest request) throws IOException, InterruptedException {
        String name = UUID.randomUUID().toString();
        String[] args = {"convert", "in.png", name + ".png"};
        return Runtime.getRuntime().exec(args).waitFor();
    }
}
