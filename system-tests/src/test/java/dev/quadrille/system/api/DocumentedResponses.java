package dev.quadrille.system.api;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.method.HandlerMethod;

/// Documents the required scopes and the problem responses of an operation. Most problems follow
/// from the method signature; {@link ProblemResponses} adds the specific ones.
final class DocumentedResponses implements OperationCustomizer {

    private static final Map<String, List<String>> SCOPES =
            Map.of(
                    Caller.IS_CUSTOMER, List.of("customer"),
                    Caller.IS_OPERATOR, List.of("operator"),
                    Caller.IS_ANYONE, List.of("customer", "operator"));

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        scopes(method)
                .forEach(scope ->
                        operation.addSecurityItem(
                                new SecurityRequirement().addList("token", scope)));
        if (hasTag(operation)) {
            addNotModified(operation);
        }
        problems(operation, method).forEach((status, types) -> add(operation, status, types));
        operation
                .getResponses()
                .addApiResponse(
                        "5XX",
                        new ApiResponse()
                                .$ref("#/components/responses/" + ProblemExamples.FAILURE));
        return operation;
    }

    private static List<String> scopes(HandlerMethod method) {
        return Stream.of(method.getMethod(), method.getBeanType())
                .flatMap(place ->
                        Stream.ofNullable(
                                AnnotatedElementUtils.findMergedAnnotation(
                                        place, PreAuthorize.class)))
                .findFirst()
                .map(rule -> SCOPES.get(rule.value()))
                .orElse(List.of());
    }

    private static Map<Integer, List<ProblemType>> problems(
            Operation operation, HandlerMethod method) {
        Set<ProblemType> problems = EnumSet.of(ProblemType.NOT_ACCEPTABLE, ProblemType.UNAVAILABLE);
        if (isLimited(operation)) {
            problems.add(ProblemType.TOO_MANY_REQUESTS);
        }
        Optional.ofNullable(method.getMethodAnnotation(ProblemResponses.class))
                .ifPresent(annotation -> problems.addAll(Arrays.asList(annotation.value())));
        if (!scopes(method).isEmpty()) {
            problems.add(ProblemType.UNAUTHENTICATED);
            problems.add(ProblemType.FORBIDDEN);
        }
        if (operation.getRequestBody() != null) {
            problems.add(ProblemType.INVALID_REQUEST);
            problems.add(ProblemType.PAYLOAD_TOO_LARGE);
            problems.add(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        return problems.stream()
                .collect(groupingBy(type -> type.status().value(), TreeMap::new, toList()));
    }

    /// The health endpoint has no rate limit.
    private static boolean isLimited(Operation operation) {
        return !"readHealth".equals(operation.getOperationId());
    }

    private static boolean hasTag(Operation operation) {
        return operation.getResponses().values().stream()
                .anyMatch(answer ->
                        answer.getHeaders() != null && answer.getHeaders().containsKey("ETag"));
    }

    /// Spring compares the tags for every controller; at that point the headers are already set.
    private static void addNotModified(Operation operation) {
        operation.addParametersItem(
                new HeaderParameter()
                        .name("If-None-Match")
                        .description("The `ETag` of the client's copy.")
                        .schema(new StringSchema()));
        operation
                .getResponses()
                .addApiResponse(
                        "304",
                        new ApiResponse()
                                .description("The client's copy is current.")
                                .headers(notModifiedHeaders(operation)));
    }

    private static Map<String, Header> notModifiedHeaders(Operation operation) {
        Map<String, Header> headers = new TreeMap<>();
        operation.getResponses().values().stream()
                .map(ApiResponse::getHeaders)
                .filter(Objects::nonNull)
                .flatMap(documented -> documented.keySet().stream())
                .filter(name -> name.equals("ETag") || name.equals("Preference-Applied"))
                .forEach(name -> headers.put(name, new Header()));
        return headers;
    }

    private static void add(Operation operation, int status, List<ProblemType> types) {
        ApiResponse documented = operation.getResponses().get(Integer.toString(status));
        if (documented != null) {
            // Only the health operation documents this status itself, for a component that is down.
            documented
                    .getContent()
                    .addMediaType(ProblemExamples.MEDIA_TYPE, ProblemExamples.document(types));
        } else {
            operation
                    .getResponses()
                    .addApiResponse(Integer.toString(status), ProblemExamples.of(types));
        }
    }
}
