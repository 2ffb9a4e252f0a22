package dev.quadrille.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;

/// Talks to a gateway as it is told to, with addresses as they stand.
public final class Client {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    public Client(int port) {
        this.port = port;
    }

    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = to(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> askForToken(String name, String secret, String form)
            throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(UTF_8));
        return send(
                to("/oauth2/token")
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    public String tokenOf(String name) throws IOException, InterruptedException {
        String answer = askForToken(name, name + "-secret", "grant_type=client_credentials").body();
        return JsonPath.read(answer, "$.access_token");
    }
}
