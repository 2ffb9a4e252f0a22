package dev.quadrille.query.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/// Responds to `If-None-Match: *` with 304 if there is a representation (RFC 9110, 13.1.2). Spring
/// compares entity tags and treats the star as one that matches none.
@RestControllerAdvice
class IfNoneMatchAnyAdvice implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(
            MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        boolean unchanged =
                response.getHeaders().getETag() != null
                        && request.getHeaders().getOrEmpty(HttpHeaders.IF_NONE_MATCH).stream()
                                .anyMatch(it -> it.strip().equals("*"));
        if (unchanged) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
        }
        return unchanged ? null : body;
    }
}
