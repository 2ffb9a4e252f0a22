package dev.quadrille.system.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

/// Creates tokens with the signing key of the system, with valid or invalid claims.
final class SignedTokens {

    private final RSAKey key;

    private SignedTokens(RSAKey key) {
        this.key = key;
    }

    /// Reads the signing key of the gateway.
    static SignedTokens of(StackLayout layout) {
        try {
            return new SignedTokens(
                    RSAKey.parse(
                            Files.readString(
                                    layout.data(Component.GATEWAY).resolve("signing-key.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    RSAKey key() {
        return key;
    }

    String valid(String subject, String scope) {
        return with(claims -> claims.subject(subject).claim("scope", scope));
    }

    /// Creates a token with modified claims.
    String with(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(header().build(), change.apply(claims()).build(), key);
    }

    JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
    }

    static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("alice")
                .audience("quadrille")
                .issuer("https://auth.quadrille.example")
                .claim("scope", "operator")
                .issueTime(in(0))
                .expirationTime(in(3600));
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
        try {
            return signed(header, claims, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    static Date in(long seconds) {
        return Date.from(Instant.now().plus(Duration.ofSeconds(seconds)));
    }
}
