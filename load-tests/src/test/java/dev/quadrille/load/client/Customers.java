package dev.quadrille.load.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The customers of the demo, each with one access token for the whole run.
public record Customers(List<String> authorizations) {

    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    public static Customers of(LoadTarget target) {
        return new Customers(
                Stream.of("alice", "bob", "carol").map(it -> authorization(target, it)).toList());
    }

    /// The header `Authorization` of a demo identity.
    static String authorization(LoadTarget target, String name) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return authorization(http, target, name);
        } catch (IOException e) {
            throw new IllegalStateException("No tokens could be requested from " + target.url(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String authorization(HttpClient http, LoadTarget target, String name)
            throws IOException, InterruptedException {
        byte[] credentials = (name + ":" + name + "-secret").getBytes(StandardCharsets.UTF_8);
        URI endpoint = target.url().resolve("/oauth2/token");
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(endpoint)
                                .header(
                                        "Authorization",
                                        "Basic " + Base64.getEncoder().encodeToString(credentials))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                                .build(),
                        BodyHandlers.ofString());
        Matcher token = TOKEN.matcher(response.body());
        if (!token.find()) {
            throw new IOException("No token for " + name + ": status " + response.statusCode());
        }
        return "Bearer " + token.group(1);
    }

    public String any() {
        return authorizations.get(ThreadLocalRandom.current().nextInt(authorizations.size()));
    }
}
