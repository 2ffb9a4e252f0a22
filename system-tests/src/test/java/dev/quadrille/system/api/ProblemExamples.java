package dev.quadrille.system.api;

import dev.quadrille.platform.problem.ProblemType;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Problem responses, with an example for each problem type.
final class ProblemExamples {

    static final String FAILURE = "Failure";

    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemExamples() {}

    /// Returns the response for one status, with an example for each problem type.
    static ApiResponse of(List<ProblemType> types) {
        return types.size() == 1
                ? new ApiResponse().$ref("#/components/responses/" + name(types.getFirst()))
                : new ApiResponse().description(titles(types)).content(content(types));
    }

    /// Adds one response for each problem type, and one for unexpected server errors.
    static void addTo(io.swagger.v3.oas.models.Components components) {
        for (ProblemType type : ProblemType.values()) {
            components.addExamples(slug(type), example(type));
            if (type.status().value() < 500 || type == ProblemType.UNAVAILABLE) {
                components.addResponses(name(type), alone(type));
            }
        }
        List<ProblemType> failures =
                Arrays.stream(ProblemType.values())
                        .filter(type -> type.status().is5xxServerError())
                        .filter(type -> type != ProblemType.UNAVAILABLE)
                        .toList();
        components.addResponses(
                FAILURE,
                new ApiResponse()
                        .description("500, 502 or 504: a server error.")
                        .content(content(failures)));
    }

    private static ApiResponse alone(ProblemType type) {
        ApiResponse response =
                new ApiResponse().description(type.title() + ".").content(content(List.of(type)));
        return switch (type) {
            case UNAVAILABLE -> response.addHeaderObject("Retry-After", header("Retry-After"));
            case TOO_MANY_REQUESTS ->
                    response.addHeaderObject("Retry-After", header("Retry-After"))
                            .addHeaderObject("RateLimit-Policy", header("RateLimit-Policy"))
                            .addHeaderObject("RateLimit", header("RateLimit"));
            case UNAUTHENTICATED, FORBIDDEN ->
                    response.addHeaderObject("WWW-Authenticate", header("WWW-Authenticate"));
            default -> response;
        };
    }

    private static Header header(String name) {
        return new Header().$ref("#/components/headers/" + name);
    }

    private static Content content(List<ProblemType> types) {
        return new Content().addMediaType(MEDIA_TYPE, document(types));
    }

    static MediaType document(List<ProblemType> types) {
        MediaType document =
                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        types.forEach(type ->
                document.addExamples(
                        slug(type), new Example().$ref("#/components/examples/" + slug(type))));
        return document;
    }

    private static Example example(ProblemType type) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", type.uri().toString());
        problem.put("title", type.title());
        problem.put("status", type.status().value());
        return new Example().summary(type.title()).value(problem);
    }

    private static String titles(List<ProblemType> types) {
        return types.stream()
                .map(ProblemType::title)
                .collect(Collectors.joining(", or: ", "", "."));
    }

    /// `unknown-sku`
    private static String slug(ProblemType type) {
        return type.uri().getPath().substring("/problems/".length());
    }

    /// `UnknownSku`
    private static String name(ProblemType type) {
        return Arrays.stream(slug(type).split("-", -1))
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining());
    }
}
