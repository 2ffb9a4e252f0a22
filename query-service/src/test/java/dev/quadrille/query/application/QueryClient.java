package dev.quadrille.query.application;

import com.jayway.jsonpath.JsonPath;
import dev.quadrille.testsupport.callers.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// An HTTP client of query-service.
public final class QueryClient {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    public QueryClient(int port) {
        this.port = port;
    }

    public HttpResponse<String> asAlice(String path, String... headers) {
        return as(Tokens.customer("alice"), path, headers);
    }

    public HttpResponse<String> asOperator(String path, String... headers) {
        return as(Tokens.operator(), path, headers);
    }

    public HttpResponse<String> as(String token, String path, String... headers) {
        return send(to(path, headers).header("Authorization", bearer(token)));
    }

    public CompletableFuture<HttpResponse<String>> asyncAs(
            String token, String path, String... headers) {
        return http.sendAsync(
                to(path, headers).header("Authorization", bearer(token)).build(),
                BodyHandlers.ofString());
    }

    public HttpResponse<String> asAnonymous(String path, String... headers) {
        return send(to(path, headers));
    }

    public HttpResponse<String> postAs(String token, String path) {
        return send(
                to(path).header("Authorization", bearer(token))
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    public HttpResponse<String> deleteAs(String token, String path) {
        return send(to(path).header("Authorization", bearer(token)).DELETE());
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as JsonPath itself
    public static <T> T read(HttpResponse<String> response, String path) {
        return JsonPath.read(response.body(), path);
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }

    private HttpRequest.Builder to(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(TIMEOUT);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
