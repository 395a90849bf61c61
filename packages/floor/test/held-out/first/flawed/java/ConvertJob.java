package org.example.tools;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

public class ConvertJob {
    public int convert(HttpServletRequest request) throws IOException, InterruptedException {
        String name = "default";
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals("profile")) name = cookie.getValue();
        }
        String[] args = {"/bin/sh", "-c", "convert in.png " + name + ".png"};
        return Runtime.getRuntime().exec(args).waitFor();
    }
}
