package dev.quadrille.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.method.PreAuthorizeAuthorizationManager;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.util.SimpleMethodInvocation;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Controller;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Evaluates {@link PreAuthorize} of the handler that a request is mapped to, before its arguments
/// are resolved. Method security would do so when the handler is called: after the body was read
/// and validated, so that a caller without the role would learn what is wrong with the body.
///
/// A handler without a rule refuses every caller, unless its path is open.
///
/// Decision record: `docs/decisions/0028-http-conformance.md`.
final class HandlerAuthorization implements HandlerInterceptor {

    private final PreAuthorizeAuthorizationManager rules = new PreAuthorizeAuthorizationManager();
    private final RequestMatcher open;

    HandlerAuthorization(RequestMatcher open) {
        this.open = open;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !allows(method, request)) {
            throw BearerProblems.forbidden();
        }
        return true;
    }

    private boolean allows(HandlerMethod method, HttpServletRequest request) {
        AuthorizationResult result =
                rules.authorize(
                        SecurityContextHolder.getContext()::getAuthentication,
                        new SimpleMethodInvocation(method.getBean(), method.getMethod()));
        return result == null ? open.matches(request) || isOfSpring(method) : result.isGranted();
    }

    /// Spring answers OPTIONS by a handler of its own, which is no controller.
    private static boolean isOfSpring(HandlerMethod method) {
        return !AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Controller.class);
    }
}
