package dev.quadrille.platform.security;

import dev.quadrille.platform.problem.ProblemConfiguration;
import dev.quadrille.platform.problem.ProblemWriter;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// A service's own check of every token. The decoder is Boot's, made from
/// `spring.security.oauth2.resourceserver.jwt.*`: a decoder bean of our own would silently drop its
/// checks of audience and algorithm.
@AutoConfiguration(after = ProblemConfiguration.class)
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
                        ? new CachingJwtDecoder(decoder, Clock.systemUTC())
                        : bean;
            }
        };
    }

    /// Two more checks, which Boot adds to those that it makes of the configuration.
    @Bean
    SubjectValidator subjectCheck() {
        return new SubjectValidator();
    }

    @Bean
    ExpiryRequiredValidator expiryCheck() {
        return new ExpiryRequiredValidator();
    }

    /// Checks addresses only. Spring's default also rejects every method that it does not know,
    /// which the resources answer better, and header values and names of parameters beyond ASCII,
    /// which are legal (RFC 9110, 5.5) and mean nothing to us. It rejects them when a handler reads
    /// them, as an exception in the middle of its work. Tomcat has refused control characters.
    @Bean
    HttpFirewall addressesOnly() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedHeaderNames(_ -> true);
        firewall.setAllowedHeaderValues(_ -> true);
        firewall.setAllowedParameterNames(_ -> true);
        return firewall;
    }

    /// Answers what the firewall rejects (`//`, `;`, `%2e` and the like).
    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        return new RejectedRequests(problems);
    }

    /// An observation for each filter of the chain costs more than the filters do.
    @Bean
    SecurityObservationSettings observesNoSecurityFilter() {
        return SecurityObservationSettings.noObservations();
    }

    /// What needs no token: the paths that a service opens, and that of errors.
    private static RequestMatcher open(ObjectProvider<PublicPaths> paths) {
        return new OrRequestMatcher(
                Stream.concat(
                                paths.stream().flatMap(PublicPaths::matchers),
                                PublicPaths.of("/error").matchers())
                        .toList());
    }

    @Bean
    WebMvcConfigurer handlerAuthorization(ObjectProvider<PublicPaths> publicPaths) {
        HandlerAuthorization authorization = new HandlerAuthorization(open(publicPaths));
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(authorization).order(Ordered.HIGHEST_PRECEDENCE);
            }
        };
    }

    @Bean
    SecurityFilterChain apiSecurity(
            HttpSecurity http, ProblemWriter problems, ObjectProvider<PublicPaths> publicPaths) {
        AuthenticationEntryPoint noToken =
                (request, response, cause) ->
                        problems.write(response, BearerProblems.unauthenticated(cause));
        AccessDeniedHandler notAllowed =
                (request, response, cause) -> problems.write(response, BearerProblems.forbidden());
        return http.addFilterBefore(
                        new JwkSetUnavailableFilter(problems),
                        BearerTokenAuthenticationFilter.class)
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(open(publicPaths))
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
