package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.quadrille.gateway.identity.ForgedTokens;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/// Demo authorization server, and validation of bearer tokens.
class AuthenticationIT extends GatewayTestBase {

    @Autowired private RSAKey signingKey;

    @ParameterizedTest
    @CsvSource({"alice, customer", "bob, customer", "carol, customer", "operator, operator"})
    void issuesTokenWithSubjectAndScope(String name, String scope) throws Exception {
        HttpResponse<String> response =
                client.requestToken(name, name + "-secret", "grant_type=client_credentials");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control").orElseThrow())
                .contains("no-store");
        assertThat(JsonPath.<String>read(response.body(), "$.scope")).isEqualTo(scope);
        SignedJWT token = SignedJWT.parse(JsonPath.read(response.body(), "$.access_token"));
        var claims = token.getJWTClaimsSet();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(claims.getSubject()).isEqualTo(name);
        assertThat(claims.getAudience()).containsExactly("quadrille");
        assertThat(claims.getIssuer()).isEqualTo("https://auth.quadrille.example");
        assertThat(claims.getStringClaim("scope")).isEqualTo(scope);
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(claims.getIssueTime().toInstant().plusSeconds(3600));
    }

    @ParameterizedTest
    @CsvSource({
        "alice, wrong, grant_type=client_credentials, 401, invalid_client",
        "mallory, mallory-secret, grant_type=client_credentials, 401, invalid_client",
        "alice, alice-secret, grant_type=client_credentials&scope=operator, 400, invalid_scope",
        "alice, alice-secret, grant_type=password, 400, unsupported_grant_type",
        "alice, alice-secret, grant_type=authorization_code&code=1, 400, invalid_grant"
    })
    void rejectsInvalidTokenRequestsWithOAuthErrors(
            String name, String secret, String form, int status, String error) throws Exception {
        HttpResponse<String> response = client.requestToken(name, secret, form);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JsonPath.<String>read(response.body(), "$.error")).isEqualTo(error);
        assertThat(response.headers().firstValue("WWW-Authenticate").isPresent())
                .isEqualTo(status == 401);
    }

    @Test
    void publishesOnlyThePublicKey() throws Exception {
        HttpResponse<String> response = client.get("/oauth2/jwks");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<Map<String, Object>>read(response.body(), "$.keys[0]"))
                .containsOnlyKeys("kty", "e", "use", "kid", "alg", "n");
    }

    @Test
    void requiresToken() throws Exception {
        HttpResponse<String> response = client.get("/api/orders/1");

        assertProblem(response, 401, "/problems/unauthenticated");
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void rejectsInvalidTokens() throws Exception {
        ForgedTokens tokens = new ForgedTokens(signingKey);
        assertThat(client.get("/api/stock", "Authorization", "Bearer " + tokens.valid()))
                .returns(200, HttpResponse::statusCode);
        INVENTORY.nextRequest();

        for (Map.Entry<String, String> invalid : tokens.invalid().entrySet()) {
            assertThat(client.get("/api/stock", "Authorization", "Bearer " + invalid.getValue()))
                    .as("%s token", invalid.getKey())
                    .returns(401, HttpResponse::statusCode);
        }
        assertThat(INVENTORY.receivedNothing()).isTrue();
    }
}
