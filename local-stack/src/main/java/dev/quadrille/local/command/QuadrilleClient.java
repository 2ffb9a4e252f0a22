package dev.quadrille.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The shop as a customer reaches it: over HTTP, through the gateway.
final class QuadrilleClient {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private final String address;

    QuadrilleClient(StackLayout layout) {
        this.address = layout.url(Component.GATEWAY);
    }

    /// A token for one of the demo's identities, whose secret is the name with `-secret`.
    String token(String name) throws InterruptedException {
        String credentials = name + ":" + name + "-secret";
        HttpRequest request =
                request("/oauth2/token")
                        .header("Authorization", "Basic " + base64(credentials))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                        .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() == 401) {
            throw new StackFailure(
                    "Nobody is called %s here; there are alice, bob, carol and operator."
                            .formatted(name));
        }
        return read(answer).path("access_token").asString();
    }

    /// Places an order; throws {@link StackFailure} with the shop's reasons if it refuses.
    JsonNode place(JsonNode order, String token) throws InterruptedException {
        return read(
                send(
                        request("/api/orders")
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .POST(BodyPublishers.ofString(order.toString()))
                                .build()));
    }

    /// The order; empty while nobody knows it.
    Optional<JsonNode> order(String orderId, String token) throws InterruptedException {
        HttpResponse<String> answer = get("/api/orders/" + orderId, token);
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(read(answer));
    }

    /// The events of the order so far; empty while nobody knows its timeline.
    Optional<JsonNode> timeline(String orderId, String token) throws InterruptedException {
        HttpResponse<String> answer = get("/api/orders/" + orderId + "/timeline", token);
        return answer.statusCode() == 200
                ? Optional.of(json(answer).path("events"))
                : Optional.empty();
    }

    /// The dead letters of all services, and which gave no answer.
    JsonNode deadLetters(String token) throws InterruptedException {
        return read(get("/api/dead-letters", token));
    }

    /// Throws {@link StackFailure} with the reason if the event, or one behind it, still fails.
    void replay(String service, String id, String token) throws InterruptedException {
        requireDone(
                send(
                        deadLetter(service, id, "/replay", token)
                                .POST(BodyPublishers.noBody())
                                .build()));
    }

    void discard(String service, String id, String token) throws InterruptedException {
        requireDone(send(deadLetter(service, id, "", token).DELETE().build()));
    }

    private HttpRequest.Builder deadLetter(String service, String id, String what, String token) {
        return request("/api/dead-letters/" + service + "/" + id + what)
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> get(String path, String token) throws InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(LIMIT);
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StackFailure(
                    """
                    The shop does not answer at %s. Is it running?
                    ./quadrille status tells, and ./quadrille up starts it.\
                    """
                            .formatted(address),
                    e);
        }
    }

    private static void requireDone(HttpResponse<String> answer) {
        if (answer.statusCode() >= 400) {
            throw new StackFailure(ProblemText.of(answer.statusCode(), answer.body()));
        }
    }

    private static JsonNode read(HttpResponse<String> answer) {
        requireDone(answer);
        return json(answer);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new StackFailure(
                    "%s answers, but not as Quadrille does. Does another program use the port?"
                            .formatted(answer.uri()),
                    e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
