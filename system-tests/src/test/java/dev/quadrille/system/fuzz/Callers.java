package dev.quadrille.system.fuzz;

import static java.util.Objects.requireNonNull;

import dev.quadrille.system.api.ApiOperation;
import dev.quadrille.system.exchange.RawConnection;
import dev.quadrille.system.exchange.RawRequest;
import dev.quadrille.system.exchange.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Valid and invalid credentials.
final class Callers {

    private static final String OPERATOR = "operator";
    private static final List<String> CUSTOMERS = List.of("alice", "bob");

    private final Map<String, String> tokens = new LinkedHashMap<>();

    Callers(RawConnection client) {
        CUSTOMERS.forEach(name -> tokens.put(name, token(client, name)));
        tokens.put(OPERATOR, token(client, OPERATOR));
    }

    private static String token(RawConnection client, String name) {
        Reply reply =
                client.send(
                        RawRequest.of("POST", "/oauth2/token")
                                .with("Authorization", basic(name, name + "-secret"))
                                .with("Content-Type", "application/x-www-form-urlencoded")
                                .with("grant_type=client_credentials"));
        return JsonMapper.shared().readTree(reply.body()).path("access_token").asString();
    }

    String operatorToken() {
        return requireNonNull(tokens.get(OPERATOR));
    }

    static String basic(String name, String secret) {
        byte[] pair = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /// Returns the usual caller of the operation.
    String usualCaller(ApiOperation operation, SeededRandom random) {
        List<String> scopes =
                operation
                        .path("security")
                        .valueStream()
                        .flatMap(it -> it.path("token").valueStream())
                        .map(scope -> scope.asString())
                        .toList();
        return scopes.contains("customer") && (!scopes.contains(OPERATOR) || random.percent(80))
                ? random.oneOf(CUSTOMERS)
                : OPERATOR;
    }

    /// Returns the `Authorization` header: mostly a valid one, empty for none.
    Optional<String> authorization(String usual, SeededRandom random) {
        String token = requireNonNull(tokens.get(usual));
        return switch (random.upTo(40)) {
            case 0, 1 -> Optional.empty();
            case 2, 3, 4 ->
                    Optional.of("Bearer " + tokens.get(random.oneOf("alice", "bob", OPERATOR)));
            case 5 ->
                    Optional.of("Bearer " + random.oneOf("", "x", "a.b.c", "é", "x".repeat(3_000)));
            case 6 ->
                    Optional.of(
                            "Bearer " + token.substring(0, token.length() - 1 - random.upTo(40)));
            case 7 -> Optional.of("Bearer " + unsigned(token));
            case 8 ->
                    Optional.of(
                            random.oneOf(
                                    basic(usual, usual + "-secret"),
                                    "bearer " + token,
                                    "Digest x",
                                    ""));
            default -> Optional.of("Bearer " + token);
        };
    }

    /// Replaces the tokens in the command, so that it runs against another system.
    String withoutTokens(String curl) {
        String portable = curl;
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            String fresh = "'\"$(./quadrille token " + token.getKey() + ")\"'";
            portable = portable.replace(token.getValue(), fresh);
        }
        return portable;
    }

    /// Returns the token with the same claims and without a signature.
    private static String unsigned(String token) {
        String claims = token.split("\\.", -1)[1];
        byte[] head = "{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(head) + "." + claims + ".";
    }
}
