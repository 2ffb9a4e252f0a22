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

/// Token validation in every service. The decoder is the one that Spring Boot creates from
/// `spring.security.oauth2.resourceserver.jwt.*`: a decoder bean of our own would silently drop its
/// checks of audience and algorithm.
@AutoConfiguration(after = ProblemConfiguration.class)
public class SecurityConfiguration {

    /// Health and metrics need no token: they are served on the management port only, and the
    /// network controls access to it.
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

    /// Wraps the existing decoder in a cache and keeps all of its checks.
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

    /// Two validators in addition to those that Spring Boot configures.
    @Bean
    SubjectValidator subjectCheck() {
        return new SubjectValidator();
    }

    @Bean
    ExpiryRequiredValidator expiryCheck() {
        return new ExpiryRequiredValidator();
    }

    /// Checks addresses only. Spring's default also rejects unknown methods, which the resources
    /// answer better, and header values and parameter names beyond ASCII, which are legal (RFC
    /// 9110, 5.5) and have no meaning here; it does so when a handler reads them, as an exception
    /// in the middle of its work. Tomcat has refused control characters before.
    @Bean
    HttpFirewall addressesOnly() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedHeaderNames(_ -> true);
        firewall.setAllowedHeaderValues(_ -> true);
        firewall.setAllowedParameterNames(_ -> true);
        return firewall;
    }

    /// Responds to requests that the firewall rejects (`//`, `;`, `%2e` and the like).
    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        return new RejectedRequests(problems);
    }

    /// An observation per filter of the chain costs more than the filters themselves.
    @Bean
    SecurityObservationSettings observesNoSecurityFilter() {
        return SecurityObservationSettings.noObservations();
    }

    /// Public paths: those that a service declares, and the error path.
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
