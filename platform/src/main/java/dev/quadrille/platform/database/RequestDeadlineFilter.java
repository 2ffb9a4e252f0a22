package dev.quadrille.platform.database;

import dev.quadrille.platform.limits.BufferedBodyFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/// Sets the deadline of each request. Runs after the body has arrived: a slow client uses up none
/// of the time.
@Order(BufferedBodyFilter.ORDER + 1)
final class RequestDeadlineFilter extends OncePerRequestFilter {

    private final RequestTimeLimits limits;

    RequestDeadlineFilter(RequestTimeLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(
                RequestDeadline.ATTRIBUTE, new RequestDeadline(limits, System::nanoTime));
        chain.doFilter(request, response);
    }
}
