package dev.quadrille.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class DemoTokensTest {

    private final RSAKey key = new RSAKeyGenerator(2048).generate();
    private final ForgedTokens tokens = new ForgedTokens(key);
    private final JwtDecoder decoder = new DemoTokens().demoJwtDecoder(key, settings(), List.of());

    DemoTokensTest() throws JOSEException {}

    @Test
    void acceptsValidToken() throws JOSEException {
        assertThat(decoder.decode(tokens.valid()).getSubject()).isEqualTo("alice");
    }

    @TestFactory
    Stream<DynamicTest> rejectsInvalidToken() throws JOSEException {
        return tokens.invalid().entrySet().stream()
                .map(invalid ->
                        DynamicTest.dynamicTest(
                                invalid.getKey(),
                                () ->
                                        assertThatExceptionOfType(JwtException.class)
                                                .isThrownBy(
                                                        () -> decoder.decode(invalid.getValue()))));
    }

    private static OAuth2ResourceServerProperties settings() {
        OAuth2ResourceServerProperties settings = new OAuth2ResourceServerProperties();
        settings.getJwt().setIssuerUri("https://auth.quadrille.example");
        settings.getJwt().setAudiences(List.of("quadrille"));
        return settings;
    }
}
