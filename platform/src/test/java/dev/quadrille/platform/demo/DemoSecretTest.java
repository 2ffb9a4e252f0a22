package dev.quadrille.platform.demo;

import static dev.quadrille.platform.demo.DemoSecret.DATABASE_PASSWORD;
import static dev.quadrille.platform.demo.DemoSecret.ISSUER;
import static dev.quadrille.platform.demo.DemoSecret.KEY_SET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;

class DemoSecretTest {

    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

    private final MockEnvironment customSettings =
            new MockEnvironment()
                    .withProperty(JWT + "issuer-uri", "https://issuer.example")
                    .withProperty(JWT + "jwk-set-uri", "https://issuer.example/keys")
                    .withProperty("spring.datasource.username", "order_service")
                    .withProperty("spring.datasource.password", "random-password");

    @Test
    void findsNoSecretsInCustomSettings() {
        assertThat(DemoSecret.in(customSettings)).isEmpty();
    }

    @Test
    void findsIssuerAndKeySetInDefaultSettings() throws IOException {
        assertThat(DemoSecret.in(defaultSettings())).containsExactly(ISSUER, KEY_SET);
    }

    @Test
    void findsPasswordThatEqualsUserName() {
        customSettings.setProperty("spring.datasource.password", "order_service");

        assertThat(DemoSecret.in(customSettings)).containsExactly(DATABASE_PASSWORD);
    }

    @Test
    void acceptsDatabaseWithoutPassword() {
        customSettings.setProperty("spring.datasource.password", "");

        assertThat(DemoSecret.in(customSettings)).isEmpty();
    }

    @Test
    void treatsMissingIssuerAsDemoSecret() {
        customSettings.setProperty(JWT + "issuer-uri", " ");
        customSettings.setProperty(JWT + "jwk-set-uri", "");

        assertThat(DemoSecret.in(customSettings)).containsExactly(ISSUER, KEY_SET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "production", "chaos", "demonstration"})
    void failsToStartWithOtherProfile(String profile) {
        assertThatExceptionOfType(DemoSecretsInUse.class)
                .isThrownBy(() -> start(profile, defaultSettings()));
    }

    @Test
    void startsWithDemoProfile() {
        assertThatNoException().isThrownBy(() -> start("demo", defaultSettings()));
    }

    @Test
    void startsWithOtherProfileAndCustomSettings() {
        assertThatNoException().isThrownBy(() -> start("production", customSettings));
    }

    @Test
    void listsPropertiesToSetWithoutTheirValues() {
        DemoSecretsInUse refusal = new DemoSecretsInUse(List.of(ISSUER, DATABASE_PASSWORD));
        FailureAnalysis analysis = requireNonNull(new DemoSecretsInUse.Analyzer().analyze(refusal));

        assertThat(analysis.getDescription())
                .endsWith(JWT + "issuer-uri, spring.datasource.password");
        assertThat(analysis.getAction())
                .isEqualTo(
                        """
                        Set
                            spring.security.oauth2.resourceserver.jwt.issuer-uri \
                        (SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI): the issuer of the tokens
                            spring.datasource.password (SPRING_DATASOURCE_PASSWORD): \
                        a password that is not the user's name
                        or start with the profile demo (SPRING_PROFILES_ACTIVE=demo), which is open to \
                        every reader of the README.\
                        """);
    }

    private static void start(String profile, ConfigurableEnvironment environment) {
        environment.setActiveProfiles(profile);
        try (var context = new AnnotationConfigApplicationContext()) {
            context.setEnvironment(environment);
            context.register(DemoConfiguration.class);
            context.refresh();
        }
    }

    private static ConfigurableEnvironment defaultSettings() throws IOException {
        MockEnvironment environment = new MockEnvironment();
        new YamlPropertySourceLoader()
                .load("platform", new ClassPathResource("platform.yml"))
                .forEach(environment.getPropertySources()::addLast);
        return environment;
    }
}
