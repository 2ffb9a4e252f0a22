package dev.quadrille.gateway.identity;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.quadrille.platform.problem.ProblemWriter;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.header.HeaderWriterFilter;

/// Demo authorization server: issues tokens to the demo's clients, so that the demo needs no
/// identity provider. It supports the client credentials grant only.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoAuthorizationServer {

    static final String JWK_SET_PATH = "/oauth2/jwks";

    private static final String TOKEN_PATH = "/oauth2/token";

    /// Enables only these two endpoints of Spring's authorization server.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain authorizationServerSecurity(HttpSecurity http, ProblemWriter problems) {
        OAuth2ErrorHandler errors = new OAuth2ErrorHandler();
        return http.securityMatcher(TOKEN_PATH, JWK_SET_PATH)
                .addFilterAfter(new EndpointMethodFilter(problems), HeaderWriterFilter.class)
                .oauth2AuthorizationServer(server ->
                        server.clientAuthentication(client -> client.errorResponseHandler(errors))
                                .tokenEndpoint(token ->
                                        token.accessTokenRequestConverters(
                                                DemoAuthorizationServer::clientCredentialsOnly)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(errors))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    private static void clientCredentialsOnly(List<AuthenticationConverter> converters) {
        converters.clear();
        converters.add(new DefaultScopes());
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(OAuth2ResourceServerProperties tokens) {
        String issuer = requireNonNull(tokens.getJwt().getIssuerUri());
        return AuthorizationServerSettings.builder().issuer(issuer).build();
    }

    @Bean
    OAuth2AuthorizationService authorizationService() {
        return new NoOpAuthorizationStore();
    }

    @Bean
    RSAKey signingKey(@Value("${quadrille.keys-dir}") Path directory) {
        return new SigningKeyFile(directory).key();
    }

    @Bean
    JWKSource<SecurityContext> jwkSource(RSAKey signingKey) {
        return new ImmutableJWKSet<>(new JWKSet(signingKey));
    }

    /// RFC 9068 defines `scope` as one string. Spring's default is a list.
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> tokenCustomizer(
            OAuth2ResourceServerProperties tokens) {
        return context ->
                context.getClaims()
                        .audience(tokens.getJwt().getAudiences())
                        .claim("scope", String.join(" ", context.getAuthorizedScopes()));
    }
}
