package dev.quadrille.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/// Registered clients of the demo authorization server. Their secrets are public (README): they
/// identify a client and protect nothing.
///
/// Decision record: `docs/decisions/0014-demo-secrets.md`.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoClients {

    @Bean
    RegisteredClientRepository registeredClients() {
        return new InMemoryRegisteredClientRepository(
                client("alice", "customer"),
                client("bob", "customer"),
                client("carol", "customer"),
                client("operator", "operator"));
    }

    private static RegisteredClient client(String name, String scope) {
        return RegisteredClient.withId(name)
                .clientId(name)
                .clientSecret(name + "-secret")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope(scope)
                .tokenSettings(
                        TokenSettings.builder().accessTokenTimeToLive(Duration.ofHours(1)).build())
                .build();
    }

    /// Compares secrets in plain text. Hashing public secrets adds no security and costs about 100
    /// ms of CPU per token, and load tests request many tokens.
    @Bean
    PasswordEncoder plainTextPasswordEncoder() {
        return new PasswordEncoder() {
            @Override
            public @Nullable String encode(@Nullable CharSequence secret) {
                return secret == null ? null : secret.toString();
            }

            @Override
            public boolean matches(@Nullable CharSequence secret, @Nullable String expected) {
                return secret != null
                        && expected != null
                        && MessageDigest.isEqual(bytes(secret), bytes(expected));
            }

            private byte[] bytes(CharSequence text) {
                return text.toString().getBytes(StandardCharsets.UTF_8);
            }
        };
    }
}
