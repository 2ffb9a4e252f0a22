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

/// Validates the demo's tokens with the local key. The default decoder would fetch the JWK set from
/// the gateway's own port, which may not be open yet. A custom decoder replaces all validators that
/// Spring Boot configures or collects, so this class configures all of them.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoTokens {

    @Bean
    JwtDecoder demoJwtDecoder(
            RSAKey signingKey,
            OAuth2ResourceServerProperties tokens,
            List<OAuth2TokenValidator<Jwt>> commonValidators)
            throws JOSEException {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withPublicKey(signingKey.toRSAPublicKey())
                        .signatureAlgorithm(SignatureAlgorithm.RS256)
                        .build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        validators(tokens.getJwt()),
                        new DelegatingOAuth2TokenValidator<>(commonValidators)));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> validators(
            OAuth2ResourceServerProperties.Jwt expected) {
        JwtTimestampValidator timestamps = new JwtTimestampValidator();
        timestamps.setAllowEmptyExpiryClaim(false);
        JwtClaimValidator<List<String>> audience =
                new JwtClaimValidator<>(
                        JwtClaimNames.AUD,
                        audiences ->
                                audiences != null
                                        && !Collections.disjoint(
                                                audiences, expected.getAudiences()));
        return JwtValidators.createDefaultWithValidators(
                List.of(
                        timestamps,
                        new JwtIssuerValidator(requireNonNull(expected.getIssuerUri())),
                        audience));
    }
}
