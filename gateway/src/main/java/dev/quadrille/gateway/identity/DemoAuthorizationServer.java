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

/// Issues tokens to the demo's clients, by client credentials and nothing else, so that the shop
/// can be tried out without an identity provider.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoAuthorizationServer {

    static final String KEYS = "/oauth2/jwks";

    private static final String TOKEN = "/oauth2/token";

    /// Of all that Spring's server can do, only these two addresses are served.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain tokenSecurity(HttpSecurity http, ProblemWriter problems) {
        OAuth2ErrorHandler unknown = new OAuth2ErrorHandler();
        return http.securityMatcher(TOKEN, KEYS)
                .addFilterAfter(new EndpointMethods(problems), HeaderWriterFilter.class)
                .oauth2AuthorizationServer(server ->
                        server.clientAuthentication(client -> client.errorResponseHandler(unknown))
                                .tokenEndpoint(token ->
                                        token.accessTokenRequestConverters(
                                                DemoAuthorizationServer::only)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(unknown))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    private static void only(List<AuthenticationConverter> requests) {
        requests.clear();
        requests.add(new DefaultScopes());
    }

    @Bean
    AuthorizationServerSettings settings(OAuth2ResourceServerProperties tokens) {
        String issuer = requireNonNull(tokens.getJwt().getIssuerUri());
        return AuthorizationServerSettings.builder().issuer(issuer).build();
    }

    @Bean
    OAuth2AuthorizationService authorizations() {
        return new NoOpAuthorizationService();
    }

    @Bean
    RSAKey signingKey(@Value("${quadrille.keys-dir}") Path directory) {
        return new SigningKeyFile(directory).key();
    }

    @Bean
    JWKSource<SecurityContext> keys(RSAKey signingKey) {
        return new ImmutableJWKSet<>(new JWKSet(signingKey));
    }

    /// Scopes as one string, as RFC 9068 has them, and not as the list that is Spring's default.
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(OAuth2ResourceServerProperties tokens) {
        return context ->
                context.getClaims()
                        .audience(tokens.getJwt().getAudiences())
                        .claim("scope", String.join(" ", context.getAuthorizedScopes()));
    }
}
