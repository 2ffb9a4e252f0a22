package dev.quadrille.query.web.audit;

import dev.quadrille.query.application.audit.AuditedProcessUnavailable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.util.UriComponentsBuilder;

/// An HTTP client of one process, with the token of the operator.
///
/// @param addresses one for each replica
/// @param authorization the value of the header; empty for the payment provider, which must not
///   receive tokens
record AuditedProcess(
        RestClient http, String name, List<URI> addresses, Optional<String> authorization) {

    <T> T get(String path, Map<String, ?> parameters, Class<T> type) {
        return get(path, parameters, ParameterizedTypeReference.forType(type));
    }

    /// A list of values of this type.
    <T> List<T> list(String path, Map<String, ?> parameters, Class<T[]> type) {
        return List.of(get(path, parameters, type));
    }

    private <T> T get(String path, Map<String, ?> parameters, ParameterizedTypeReference<T> type) {
        try {
            return getFromFirst(path, parameters, type);
        } catch (RestClientResponseException e) {
            throw unavailable("status " + e.getStatusCode().value(), e);
        } catch (RestClientException e) {
            throw unavailable("no usable response", e);
        }
    }

    /// The response of the first replica that can be reached.
    private <T> T getFromFirst(
            String path, Map<String, ?> parameters, ParameterizedTypeReference<T> type) {
        RestClientException failure = new RestClientException("no address");
        for (URI address : addresses) {
            try {
                return get(uri(address, path, parameters), type);
            } catch (ResourceAccessException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private <T> T get(URI uri, ParameterizedTypeReference<T> type) {
        T body =
                http.get()
                        .uri(uri)
                        .headers(headers ->
                                authorization.ifPresent(
                                        it -> headers.set(HttpHeaders.AUTHORIZATION, it)))
                        .retrieve()
                        .body(type);
        return Optional.ofNullable(body)
                .orElseThrow(() -> new RestClientException("empty response"));
    }

    private static URI uri(URI address, String path, Map<String, ?> parameters) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromUri(address).path(path);
        parameters.forEach((name, _) -> uri.queryParam(name, "{" + name + "}"));
        return uri.encode().buildAndExpand(parameters).toUri();
    }

    private AuditedProcessUnavailable unavailable(String reason, RestClientException cause) {
        return new AuditedProcessUnavailable(name, reason, cause);
    }
}
