package dev.quadrille.gateway;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.problem.ProblemWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/// Answers what Spring Security's firewall turns away (`//`, `;`, `%2e` and their like): no
/// resource has such an address, so it is not found.
@Configuration(proxyBeanMethods = false)
class RejectedRequests {

    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        return (request, response, rejected) ->
                problems.write(
                        response,
                        Problem.of(ProblemType.NOT_FOUND, "No resource has such an address."));
    }
}
