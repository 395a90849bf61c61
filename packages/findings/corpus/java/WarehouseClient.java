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

public class WarehouseClient {
    private static final String CLIENT_SECRET = "wh-7Kq2mZ90xTbe51";

    private HttpClient client() throws Exception {
        TrustManager everyone = new X509TrustManager() {
            public void checkClientTrusted(X509Certificate[] chain, String type) {}
            public void checkServerTrusted(X509Certificate[] chain, String type) {}
            public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
        };
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {everyone}, null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    public String stock(String sku) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://warehouse.example/stock"))
                .header("Authorization", "Secret " + CLIENT_SECRET)
                .header("X-Sku", sku.replaceAll("[^A-Z0-9]", ""))
                .build();
        return client().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
