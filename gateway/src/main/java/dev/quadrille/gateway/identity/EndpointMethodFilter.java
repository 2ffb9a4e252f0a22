package dev.quadrille.gateway.identity;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers 405 to methods that the endpoints of the authorization server do not support (RFC 6749,
/// 3.2). Without this filter such a request reaches Spring's later filters, which answer 401 or
/// 403, as if other credentials would help.
final class EndpointMethodFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;

    EndpointMethodFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<HttpMethod> supported = supportedMethods(request.getServletPath());
        HttpMethod method = HttpMethod.valueOf(request.getMethod());
        if (!supported.contains(method)) {
            problems.write(response, notAllowed(supported));
        } else if (method.equals(HttpMethod.HEAD)) {
            chain.doFilter(new GetRequest(request), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static List<HttpMethod> supportedMethods(String path) {
        return path.equals(DemoAuthorizationServer.JWK_SET_PATH)
                ? List.of(HttpMethod.GET, HttpMethod.HEAD)
                : List.of(HttpMethod.POST);
    }

    private static Problem notAllowed(List<HttpMethod> supported) {
        Problem problem =
                Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "The header Allow lists the methods that the resource supports.");
        problem.getHeaders().setAllow(new LinkedHashSet<>(supported));
        return problem;
    }

    /// Presents HEAD as GET: Spring's JWK set filter supports GET only. Tomcat omits the body of a
    /// response to HEAD.
    private static final class GetRequest extends HttpServletRequestWrapper {

        GetRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return HttpMethod.GET.name();
        }
    }
}
