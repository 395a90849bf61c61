package com.example.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

public class TariffClient {
    private static final String CLIENT_SECRET = System.getenv("WAREHOUSE_SECRET");

    private HttpClient client() throws Exception {
        SSLContext context = SSLContext.getDefault();
        return HttpClient.newBuilder().sslContext(context).build();
    }

    public String stock(String sku) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://tariff.example/stock"))
                .header("Authorization", "Secret " + CLIENT_SECRET)
                .header("X-Sku", sku.replaceAll("[^A-Z0-9]", ""))
                .build();
        return client().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
