package dev.quadrille.platform.limits;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.util.FastByteArrayOutputStream;
import org.springframework.web.filter.OncePerRequestFilter;

/// Request buffering: reads the whole body before any work is done for the request. A slow client
/// then holds a connection and nothing else, and a request whose body is incomplete changes
/// nothing. A body on a method that defines none is ignored. Runs after authentication, so that no
/// body is read for a caller without a token.
@Order(BufferedBodyFilter.ORDER)
public final class BufferedBodyFilter extends OncePerRequestFilter {

    /// After the filters of Spring Security (-100) and before the concurrency limits.
    public static final int ORDER = 5;

    private static final Logger LOG = LoggerFactory.getLogger(BufferedBodyFilter.class);
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final int PIECE = 4 * 1024;

    private final BodyMemory memory;
    private final ProblemWriter problems;

    BufferedBodyFilter(BodyMemory memory, ProblemWriter problems) {
        this.memory = memory;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!bringsBody(request)) {
            chain.doFilter(request, response);
        } else if (WITH_BODY.contains(request.getMethod())) {
            try (BodyMemory.Share share = memory.share()) {
                passOnWhole(request, response, chain, share);
            }
        } else {
            chain.doFilter(new BufferedRequest(request, new byte[0]), response);
        }
    }

    private void passOnWhole(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            BodyMemory.Share share)
            throws ServletException, IOException {
        byte[] body;
        try {
            body = read(request.getInputStream(), share);
        } catch (Problem refused) {
            problems.write(response, refused);
            return;
        } catch (IOException brokenOff) {
            // Tomcat has already set the status, to which the error page responds.
            LOG.debug("a request body is incomplete", brokenOff);
            return;
        }
        chain.doFilter(new BufferedRequest(request, body), response);
    }

    private static byte[] read(InputStream body, BodyMemory.Share share) throws IOException {
        FastByteArrayOutputStream whole = new FastByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            if (!share.grow(read)) {
                throw Problem.retryLater(
                        ProblemType.UNAVAILABLE,
                        "Too many large bodies are being received; nothing was changed.",
                        Duration.ofSeconds(1));
            }
            whole.write(piece, 0, read);
        }
        return whole.toByteArrayUnsafe();
    }

    private static boolean bringsBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }
}
