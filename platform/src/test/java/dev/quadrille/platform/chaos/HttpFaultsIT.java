package dev.quadrille.platform.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The faults of HTTP requests, set through the endpoint of a process. A token is the name of its
/// subject.
@SpringBootTest(
        classes = HttpFaultsIT.SampleProcess.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=platform",
            "spring.application.name=sample-service",
            "management.server.port=0"
        })
@ActiveProfiles({"demo", "chaos"})
class HttpFaultsIT {

    private static final String ERROR = "/internal/chaos/http-error";

    @LocalServerPort private int port;
    @Autowired private MeterRegistry meters;
    @Autowired private FaultInjector faults;
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void clearFaults() {
        faults.clear();
        http.close();
    }

    @Test
    void failsRequestsOfTheCustomerInScope() throws Exception {
        double before = injected();
        assertThat(put(ERROR, "{\"customer\":\"bob\"}", "operator").statusCode()).isEqualTo(200);

        HttpResponse<String> failed = get("/resource", "bob");
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).contains("/problems/internal-error", "http-error", "traceId");
        assertThat(get("/resource", "alice").statusCode()).isEqualTo(200);
        assertThat(injected() - before).isEqualTo(1);

        assertThat(send(request(ERROR, "operator").DELETE()).statusCode()).isEqualTo(204);
        assertThat(get("/resource", "bob").statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotAffectItsOwnEndpoint() throws Exception {
        assertThat(put(ERROR, "", "operator").statusCode()).isEqualTo(200);

        assertThat(get("/internal/chaos", "operator").body())
                .contains("\"service\":\"sample-service\"", "\"probability\":1.0");
        assertThat(send(request("/internal/chaos", "operator").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(faults.isIdle()).isTrue();
    }

    @Test
    void delaysRequests() throws Exception {
        put("/internal/chaos/http-latency", "{\"delayMillis\":200}", "operator");
        long start = System.nanoTime();

        assertThat(get("/resource", "alice").statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"probability":1.5}   | /probability
                    {"seconds":601}       | /seconds
                    {"seconds":0}         | /seconds
                    {"delayMillis":30001} | /delayMillis
                    {"customer":""}       | /customer
                    """)
    void refusesInvalidSettings(String body, String pointer) throws Exception {
        HttpResponse<String> response = put(ERROR, body, "operator");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"pointer\":\"" + pointer + "\"");
        assertThat(faults.isIdle()).isTrue();
    }

    @Test
    void requiresAnOperator() throws Exception {
        assertThat(put(ERROR, "{}", "alice").statusCode()).isEqualTo(403);
        assertThat(get("/internal/chaos", "alice").statusCode()).isEqualTo(403);
        assertThat(faults.isIdle()).isTrue();
    }

    private double injected() {
        return meters.counter("quadrille.faults.injected", "fault", "http-error").count();
    }

    private HttpResponse<String> put(String path, String body, String token) throws Exception {
        return send(
                request(path, token)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return send(request(path, token));
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import(SampleProcess.ResourceController.class)
    static class SampleProcess {

        @Bean
        JwtDecoder tokens() {
            return name ->
                    Jwt.withTokenValue(name)
                            .header("alg", "none")
                            .subject(name)
                            .claim("scope", name.equals("operator") ? name : "customer")
                            .expiresAt(Instant.MAX)
                            .build();
        }

        @RestController
        static class ResourceController {

            @GetMapping("/resource")
            @PreAuthorize("isAuthenticated()")
            String read() {
                return "ok";
            }
        }
    }
}
