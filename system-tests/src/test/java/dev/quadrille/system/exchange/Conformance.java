package dev.quadrille.system.exchange;

import dev.quadrille.system.api.ApiOperation;
import dev.quadrille.system.api.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks the conformance of a response to the OpenAPI document: status, headers, body and problem
/// type. It also finds disclosed internals.
public final class Conformance {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROBLEM = "application/problem+json";

    /// Internals: class names, stack traces, SQL.
    private static final Pattern INTERNALS =
            Pattern.compile(
                    "(?i)exception|stacktrace|caused by|\\.java\\b|\\bat [a-z]+\\.[a-z]+"
                            + "|\\b(?:org|java|jakarta|tools|com|dev)\\.[a-z]+\\.[a-z]"
                            + "|sqlstate|jdbc|hibernate|hikari|tomcat|jackson|postgres"
                            + "|\\bselect .+ from\\b|\\binsert into\\b|localhost:\\d|127\\.0\\.0\\.1");

    /// The address of a process that acknowledges a chaos toggle, or does not, for operators.
    private static final Pattern CHAOS_INSTANCE =
            Pattern.compile(
                    "\"instance\"\\s*:\\s*\"[\\w.-]+:\\d+\"|\"unreachable\"\\s*:\\s*\\[[^\\]]*\\]");

    /// An encoded token, which can contain any of these words by chance.
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    /// Operators need the cause of a dead letter, so it is no disclosure.
    private static final Pattern DEAD_LETTER_CAUSE =
            Pattern.compile("\"cause\":\"(?:[^\"\\\\]|\\\\.)*\"");

    private final JsonNode document;
    private final Schemas schemas;

    public Conformance(JsonNode document) {
        this.document = document;
        this.schemas = Schemas.closed(document);
    }

    /// Returns the violations of the response to the operation, one per line.
    public List<String> violations(ApiOperation operation, Reply reply) {
        List<String> violations = new ArrayList<>(leaks(reply));
        operation
                .response(reply.status())
                .ifPresentOrElse(
                        documented -> check(operation, documented, reply, violations),
                        () -> violations.add(reply.status() + " is not documented"));
        return violations;
    }

    /// Returns the internals that the response discloses.
    public static List<String> leaks(Reply reply) {
        String body = DEAD_LETTER_CAUSE.matcher(reply.body()).replaceAll("");
        body = TOKEN.matcher(body).replaceAll("");
        body = CHAOS_INSTANCE.matcher(body).replaceAll("");
        return INTERNALS
                .matcher(reply.headers() + "\n" + body)
                .results()
                .map(it -> "discloses internals: " + it.group())
                .toList();
    }

    /// Returns the violations of an error response, for any request.
    public List<String> problemViolations(Reply reply) {
        List<String> violations = new ArrayList<>(leaks(reply));
        if (!reply.mediaType().equals(PROBLEM)) {
            violations.add(reply.status() + " as " + reply.mediaType());
        } else {
            JsonNode schema = JSON.createObjectNode().put("$ref", "#/components/schemas/Problem");
            violations.addAll(bodyViolations(schema, reply));
        }
        return violations;
    }

    private void check(
            ApiOperation operation, JsonNode documented, Reply reply, List<String> violations) {
        checkHeaders(operation, documented, reply, violations);
        JsonNode content = documented.path("content").path(reply.mediaType());
        if (documented.path("content").isEmpty()) {
            if (!reply.body().isEmpty()) {
                violations.add(reply.status() + " has a body");
            }
        } else if (content.isMissingNode()) {
            violations.add(reply.status() + " as " + reply.mediaType() + " is not documented");
        } else {
            violations.addAll(bodyViolations(content.path("schema"), reply));
            if (reply.mediaType().equals(PROBLEM)) {
                checkType(operation, content, reply, violations);
            }
        }
    }

    private List<String> bodyViolations(JsonNode schema, Reply reply) {
        try {
            return schemas.violations(schema, JSON.readTree(reply.body()));
        } catch (JacksonException e) {
            return List.of("the body is not JSON");
        }
    }

    private static void checkType(
            ApiOperation operation, JsonNode content, Reply reply, List<String> violations) {
        JsonNode problem = JSON.readTree(reply.body());
        boolean known =
                content.path("examples")
                        .valueStream()
                        .map(example -> operation.resolved(example).path("value").path("type"))
                        .anyMatch(problem.path("type")::equals);
        if (!known) {
            violations.add(reply.status() + " " + problem.path("type") + " is not documented");
        }
        if (problem.path("status").asInt() != reply.status()) {
            violations.add(
                    "a problem with status "
                            + problem.path("status")
                            + " in a response with "
                            + reply.status());
        }
    }

    private void checkHeaders(
            ApiOperation operation, JsonNode documented, Reply reply, List<String> violations) {
        document.path("components")
                .path("headers")
                .propertyNames()
                .forEach(name -> {
                    JsonNode header = operation.resolved(documented.path("headers").path(name));
                    boolean there = reply.header(name).isPresent();
                    if (there && header.isMissingNode()) {
                        violations.add(
                                reply.status() + " has a " + name + " that is not documented");
                    } else if (there) {
                        JsonNode value =
                                JSON.getNodeFactory().stringNode(reply.header(name).orElseThrow());
                        violations.addAll(schemas.violations(header.path("schema"), value));
                    } else if (header.path("required").asBoolean(false)) {
                        violations.add(reply.status() + " has no " + name);
                    }
                });
    }
}
