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

/// Who may ask the demo for tokens. The secrets are printed in the README: they tell who is
/// speaking, and protect nothing.
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

    /// Compares secrets as they are. To stretch what everyone can read would keep nobody out and
    /// cost a tenth of a second of CPU per token, and load tests ask for many.
    @Bean
    PasswordEncoder publicSecrets() {
        return new PasswordEncoder() {
            @Override
            public @Nullable String encode(@Nullable CharSequence secret) {
                return secret == null ? null : secret.toString();
            }

            @Override
            public boolean matches(@Nullable CharSequence given, @Nullable String known) {
                return given != null
                        && known != null
                        && MessageDigest.isEqual(bytes(given), bytes(known));
            }

            private byte[] bytes(CharSequence text) {
                return text.toString().getBytes(StandardCharsets.UTF_8);
            }
        };
    }
}
