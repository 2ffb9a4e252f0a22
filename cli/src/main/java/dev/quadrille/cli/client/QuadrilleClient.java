package dev.quadrille.cli.client;

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
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An HTTP client for the public API, which the gateway serves. All methods throw {@link
/// StackFailure} with the detail of the problem document if the system refuses a request.
public final class QuadrilleClient {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration AUDIT_TIMEOUT = Duration.ofSeconds(40);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client;
    private final String address;

    /// With TLS, trusts the certificate of the stack only.
    public QuadrilleClient(StackLayout layout) {
        this.address = layout.url(Component.GATEWAY);
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(2));
        layout.certificate().map(TrustedCertificate::of).ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /// Requests a token for a demo identity. Its secret is its name with the suffix `-secret`.
    public String token(String name) throws InterruptedException {
        String credentials = name + ":" + name + "-secret";
        HttpRequest request =
                request("/oauth2/token")
                        .header("Authorization", "Basic " + base64(credentials))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                        .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() == 401) {
            throw new StackFailure(
                    "Unknown identity %s. Valid identities: alice, bob, carol, operator."
                            .formatted(name));
        }
        return read(response).path("access_token").asString();
    }

    /// Places an order and returns the response.
    public JsonNode place(JsonNode order, String token) throws InterruptedException {
        return read(
                send(
                        request("/api/orders")
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .POST(BodyPublishers.ofString(order.toString()))
                                .build()));
    }

    /// Reads an order; empty if it is not found.
    public Optional<JsonNode> order(String orderId, String token) throws InterruptedException {
        HttpResponse<String> response = get("/api/orders/" + orderId, token);
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(read(response));
    }

    /// Reads the events of an order; empty while its timeline is not available.
    public Optional<JsonNode> timeline(String orderId, String token) throws InterruptedException {
        HttpResponse<String> response = get("/api/orders/" + orderId + "/timeline", token);
        return response.statusCode() == 200
                ? Optional.of(json(response).path("events"))
                : Optional.empty();
    }

    /// Reads the dead letters of all services, and the names of services that did not respond.
    public JsonNode deadLetters(String token) throws InterruptedException {
        return read(get("/api/dead-letters", token));
    }

    /// Reads the circuit breakers of the gateway.
    public JsonNode breakers(String token) throws InterruptedException {
        return read(get("/api/breakers", token)).path("breakers");
    }

    /// Runs the audit, which may take half a minute.
    public JsonNode audit(String token) throws InterruptedException {
        return read(
                send(
                        request("/api/audit")
                                .timeout(AUDIT_TIMEOUT)
                                .header("Authorization", "Bearer " + token)
                                .GET()
                                .build()));
    }

    /// Repairs the read model and returns the repaired orders.
    public JsonNode repairReadModel(String token) throws InterruptedException {
        return read(
                send(
                        request("/api/audit/repair")
                                .timeout(AUDIT_TIMEOUT)
                                .header("Authorization", "Bearer " + token)
                                .POST(BodyPublishers.noBody())
                                .build()));
    }

    /// Reads the faults of all services.
    public JsonNode faults(String token) throws InterruptedException {
        return read(get("/api/chaos", token)).path("services");
    }

    /// Sets a fault and returns the acknowledgements of the instances.
    public JsonNode setFault(String service, String fault, JsonNode settings, String token)
            throws InterruptedException {
        return read(
                send(
                        chaos("/" + service + "/" + fault, token)
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString(settings.toString()))
                                .build()));
    }

    /// Clears a fault and returns the acknowledgements of the instances.
    public JsonNode clearFault(String service, String fault, String token)
            throws InterruptedException {
        return read(send(chaos("/" + service + "/" + fault, token).DELETE().build()));
    }

    /// Clears all faults of all services and returns the acknowledgements of the instances.
    public JsonNode clearFaults(String token) throws InterruptedException {
        return read(send(chaos("", token).DELETE().build()));
    }

    private HttpRequest.Builder chaos(String path, String token) {
        return request("/api/chaos" + path).header("Authorization", "Bearer " + token);
    }

    /// Replays a dead letter. Throws {@link StackFailure} with the cause if its event, or an event
    /// parked behind it, fails again.
    public void replay(String service, String id, String token) throws InterruptedException {
        requireSuccess(
                send(
                        deadLetter(service, id, "/replay", token)
                                .POST(BodyPublishers.noBody())
                                .build()));
    }

    public void discard(String service, String id, String token) throws InterruptedException {
        requireSuccess(send(deadLetter(service, id, "", token).DELETE().build()));
    }

    private HttpRequest.Builder deadLetter(String service, String id, String suffix, String token) {
        return request("/api/dead-letters/" + service + "/" + id + suffix)
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> get(String path, String token) throws InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(REQUEST_TIMEOUT);
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (SSLException e) {
            throw new StackFailure(
                    """
                    The TLS connection to %s failed: %s
                    If Quadrille was started without QUADRILLE_TLS=on, leave it out here, too.\
                    """
                            .formatted(address, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new StackFailure(
                    """
                    Quadrille does not respond at %s.
                    Check it with ./quadrille status, start it with ./quadrille up.\
                    """
                            .formatted(address),
                    e);
        }
    }

    private static void requireSuccess(HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            throw new StackFailure(ProblemText.of(response.statusCode(), response.body()));
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        requireSuccess(response);
        return json(response);
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new StackFailure(
                    "The response of %s is not from Quadrille. Another program may use this port."
                            .formatted(response.uri()),
                    e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
