package dev.quadrille.gateway.identity;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// How the gateway checks the tokens that it has issued itself: with the key at hand, not by a call
/// to its own address, which may not be open yet. A decoder of one's own loses all checks that Boot
/// makes or collects, so they are all here.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoTokens {

    @Bean
    JwtDecoder demoTokenDecoder(
            RSAKey signingKey,
            OAuth2ResourceServerProperties tokens,
            List<OAuth2TokenValidator<Jwt>> checksOfAll)
            throws JOSEException {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withPublicKey(signingKey.toRSAPublicKey())
                        .signatureAlgorithm(SignatureAlgorithm.RS256)
                        .build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        checks(tokens.getJwt()),
                        new DelegatingOAuth2TokenValidator<>(checksOfAll)));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> checks(OAuth2ResourceServerProperties.Jwt expected) {
        JwtTimestampValidator inTime = new JwtTimestampValidator();
        inTime.setAllowEmptyExpiryClaim(false);
        JwtClaimValidator<List<String>> forUs =
                new JwtClaimValidator<>(
                        JwtClaimNames.AUD,
                        given ->
                                given != null
                                        && !Collections.disjoint(given, expected.getAudiences()));
        return JwtValidators.createDefaultWithValidators(
                List.of(
                        inTime,
                        new JwtIssuerValidator(requireNonNull(expected.getIssuerUri())),
                        forUs));
    }
}
