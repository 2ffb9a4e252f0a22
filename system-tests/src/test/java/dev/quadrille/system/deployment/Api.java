package dev.quadrille.system.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client for the HTTP API of the system.
final class Api {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private final String url;

    Api(String url) {
        this.url = url;
    }

    ApiReply get(String identity, String path, String... headers) {
        return send(request(identity, path, headers).GET());
    }

    ApiReply post(String identity, String path, String body, String... headers) {
        return send(
                request(identity, path, headers)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    ApiReply put(String identity, String path, String body) {
        return send(
                request(identity, path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String identity, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(40))
                        .header("Authorization", "Bearer " + token(identity));
        return headers.length == 0 ? request : request.headers(headers);
    }

    String token(String identity) {
        return TOKENS.computeIfAbsent(identity + "@" + url, _ -> fetchToken(identity));
    }

    private String fetchToken(String identity) {
        String credentials = identity + ":" + identity + "-secret";
        String basic =
                Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(url + "/oauth2/token"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials")))
                .body()
                .path("access_token")
                .asString();
    }

    private static ApiReply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            String body = response.body();
            return new ApiReply(
                    response.statusCode(),
                    body.isEmpty() ? JSON.nullNode() : JSON.readTree(body),
                    response.headers()
                            .firstValue("Retry-After")
                            .map(Long::parseLong)
                            .map(Duration::ofSeconds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// @param retryAfter the header `Retry-After`
    record ApiReply(int status, JsonNode body, Optional<Duration> retryAfter) {}
}
