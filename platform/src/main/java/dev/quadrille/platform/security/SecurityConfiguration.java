package dev.quadrille.platform.security;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemConfiguration;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.problem.ProblemWriter;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// A service's own check of every token. The decoder is Boot's, made from
/// `spring.security.oauth2.resourceserver.jwt.*`: a decoder bean of our own would silently drop its
/// checks of audience and algorithm.
@AutoConfiguration(after = ProblemConfiguration.class)
@EnableMethodSecurity
public class SecurityConfiguration {

    /// Health and metrics ask for no token: they are served on the management port alone, and who
    /// reaches that port is decided by the network.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain managementSecurity(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /// Puts a memory before whatever decoder there is, and leaves all of its checks in place.
    @Bean
    static BeanPostProcessor rememberedTokens() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JwtDecoder decoder
                        ? new RememberingJwtDecoder(decoder, Clock.systemUTC())
                        : bean;
            }
        };
    }

    /// Two more checks, which Boot adds to those that it makes of the configuration.
    @Bean
    SubjectCheck subjectCheck() {
        return new SubjectCheck();
    }

    @Bean
    ExpiryCheck expiryCheck() {
        return new ExpiryCheck();
    }

    /// Answers what the firewall turns away (`//`, `;`, `%2e` and their like, methods that nobody
    /// knows).
    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        return new RejectedRequests(problems);
    }

    /// An observation for each filter of the chain costs more than the filters do.
    @Bean
    SecurityObservationSettings observesNoSecurityFilter() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain apiSecurity(
            HttpSecurity http, ProblemWriter problems, ObjectProvider<OpenPaths> openPaths) {
        RequestMatcher[] open =
                openPaths.stream().flatMap(OpenPaths::matchers).toArray(RequestMatcher[]::new);
        AuthenticationEntryPoint noToken =
                (request, response, cause) -> {
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                    String detail =
                            SubjectCheck.isCauseOf(cause)
                                    ? SubjectCheck.RULE
                                    : "Send a valid bearer token.";
                    problems.write(response, Problem.of(ProblemType.UNAUTHENTICATED, detail));
                };
        AccessDeniedHandler notAllowed =
                (request, response, cause) ->
                        problems.write(
                                response,
                                Problem.of(ProblemType.FORBIDDEN, "Another role is needed."));
        return http.addFilterBefore(
                        new KeysOutOfReach(problems), BearerTokenAuthenticationFilter.class)
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(open)
                                .permitAll()
                                .requestMatchers("/error")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .oauth2ResourceServer(server ->
                        server.jwt(jwt -> {})
                                .authenticationEntryPoint(noToken)
                                .accessDeniedHandler(notAllowed))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(noToken).accessDeniedHandler(notAllowed))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }
}
