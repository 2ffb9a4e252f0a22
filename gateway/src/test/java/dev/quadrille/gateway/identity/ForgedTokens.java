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

/// Valid and invalid bearer tokens, signed with the key of the demo authorization server or with
/// another key.
public final class ForgedTokens {

    private final RSAKey key;

    public ForgedTokens(RSAKey key) {
        this.key = key;
    }

    public String valid() throws JOSEException {
        return signed(claims().build(), JWSAlgorithm.RS256, new RSASSASigner(key));
    }

    /// Invalid tokens by description.
    public Map<String, String> invalid() throws JOSEException {
        JWSSigner signer = new RSASSASigner(key);
        JWTClaimsSet validClaims = claims().build();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("another audience", rs256(claims().audience("another").build()));
        tokens.put("no audience", rs256(claims().audience((String) null).build()));
        tokens.put("another issuer", rs256(claims().issuer("https://evil.example").build()));
        tokens.put("no issuer", rs256(claims().issuer(null).build()));
        tokens.put("expired", rs256(claims().expirationTime(secondsFromNow(-61)).build()));
        tokens.put("no expiry", rs256(claims().expirationTime(null).build()));
        tokens.put("not yet valid", rs256(claims().notBeforeTime(secondsFromNow(90)).build()));
        tokens.put("unsigned", new PlainJWT(validClaims).serialize());
        tokens.put(
                "HMAC with the public key as secret",
                signed(
                        validClaims,
                        JWSAlgorithm.HS256,
                        new MACSigner(key.toRSAPublicKey().getEncoded())));
        tokens.put("another algorithm", signed(validClaims, JWSAlgorithm.RS512, signer));
        tokens.put("another algorithm family", signed(validClaims, JWSAlgorithm.PS256, signer));
        tokens.put(
                "another type",
                signed(
                        validClaims,
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .type(new JOSEObjectType("secevent+jwt"))
                                .build(),
                        signer));
        tokens.put("unknown key", signedWithUnknownKey(validClaims));
        tokens.put("truncated", valid().substring(0, valid().length() - 10));
        tokens.put("not a JWT", "alice");
        return tokens;
    }

    private static String signedWithUnknownKey(JWTClaimsSet claims) throws JOSEException {
        RSAKey unknownKey = new RSAKeyGenerator(2048).generate();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(unknownKey.toPublicJWK()).build();
        return signed(claims, header, new RSASSASigner(unknownKey));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("alice")
                .audience("quadrille")
                .issuer("https://auth.quadrille.example")
                .claim("scope", "customer")
                .issueTime(secondsFromNow(0))
                .expirationTime(secondsFromNow(3600));
    }

    private static Date secondsFromNow(long seconds) {
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
