package dev.quadrille.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/// ForgedTokens as a forger, or a clock that is wrong, would make them.
public final class ForgedTokens {

    private final RSAKey key;

    public ForgedTokens(RSAKey key) {
        this.key = key;
    }

    /// What the demo itself would issue.
    public String valid() throws JOSEException {
        return signed(aClaimsSet().build(), JWSAlgorithm.RS256, new RSASSASigner(key));
    }

    /// Every way to be wrong, by its description.
    public Map<String, String> wrong() throws JOSEException {
        JWSSigner us = new RSASSASigner(key);
        JWTClaimsSet right = aClaimsSet().build();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("for someone else", rs256(aClaimsSet().audience("another").build()));
        tokens.put("for nobody", rs256(aClaimsSet().audience((String) null).build()));
        tokens.put("of another issuer", rs256(aClaimsSet().issuer("https://evil.example").build()));
        tokens.put("of no issuer", rs256(aClaimsSet().issuer(null).build()));
        tokens.put("expired", rs256(aClaimsSet().expirationTime(in(-61)).build()));
        tokens.put("without an end", rs256(aClaimsSet().expirationTime(null).build()));
        tokens.put("of the future", rs256(aClaimsSet().notBeforeTime(in(90)).build()));
        tokens.put("unsigned", new PlainJWT(right).serialize());
        tokens.put(
                "signed with the public key as a secret",
                signed(
                        right,
                        JWSAlgorithm.HS256,
                        new MACSigner(key.toRSAPublicKey().getEncoded())));
        tokens.put("of another algorithm", signed(right, JWSAlgorithm.RS512, us));
        tokens.put("of another algorithm family", signed(right, JWSAlgorithm.PS256, us));
        tokens.put(
                "of another type",
                signed(
                        right,
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .type(new JOSEObjectType("secevent+jwt"))
                                .build(),
                        us));
        tokens.put("of a stranger's key", strangers(right));
        tokens.put("cut short", valid().substring(0, valid().length() - 10));
        tokens.put("no token", "alice");
        return tokens;
    }

    private static String strangers(JWTClaimsSet claims) throws JOSEException {
        RSAKey stranger = new RSAKeyGenerator(2048).generate();
        JWSHeader withTheirKey =
                new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(stranger.toPublicJWK()).build();
        return signed(claims, withTheirKey, new RSASSASigner(stranger));
    }

    private static JWTClaimsSet.Builder aClaimsSet() {
        return new JWTClaimsSet.Builder()
                .subject("alice")
                .audience("quadrille")
                .issuer("https://auth.quadrille.example")
                .claim("scope", "customer")
                .issueTime(in(0))
                .expirationTime(in(3600));
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plus(Duration.ofSeconds(seconds)));
    }

    private String rs256(JWTClaimsSet claims) throws JOSEException {
        return signed(claims, JWSAlgorithm.RS256, new RSASSASigner(key));
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer)
            throws JOSEException {
        return signed(claims, new JWSHeader(algorithm), signer);
    }

    private static String signed(JWTClaimsSet claims, JWSHeader header, JWSSigner signer)
            throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }
}
