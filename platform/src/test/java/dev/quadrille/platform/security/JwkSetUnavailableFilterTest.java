package dev.quadrille.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/// Tests a service that cannot fetch the JWK set of the issuer.
@SpringBootTest(
        classes = JwkSetUnavailableFilterTest.Service.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=platform",
            "management.server.port=0",
            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/keys"
        })
@ActiveProfiles("demo")
class JwkSetUnavailableFilterTest {

    @LocalServerPort private int port;

    @Test
    void returns503IfJwkSetIsUnavailable() throws Exception {
        HttpResponse<String> response = getWithToken(token());

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 3L);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(response.body()).contains("/problems/unavailable", "traceId");
    }

    @Test
    void returns401ForMalformedToken() throws Exception {
        assertThat(getWithToken("garbage").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> getWithToken(String token) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String token() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).generate();
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader(JWSAlgorithm.RS256),
                        new JWTClaimsSet.Builder().subject("alice").build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Service {}
}
