package dev.quadrille.system.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Invalid tokens, each named by its defect. All of them claim to be an operator's.
///
/// @param forgedKeys the address of a forged key set, for verifiers that accept key addresses from
///   a token
record Forgeries(SignedTokens valid, RSAKey forgedKey, URI forgedKeys) {

    static Forgeries of(SignedTokens valid, ForgedKeyServer keys) {
        return new Forgeries(valid, keys.key(), keys.address());
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("forger").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, String> all() {
        Map<String, String> tokens = new LinkedHashMap<>();
        malformedTokens(tokens);
        wrongClaims(tokens);
        wrongAlgorithms(tokens);
        wrongKeys(tokens);
        hostileKeyIds(tokens);
        keysInToken(tokens);
        tampered(tokens);
        return tokens;
    }

    private void malformedTokens(Map<String, String> tokens) {
        tokens.put("garbage", "garbage");
        tokens.put("three empty parts", "..");
        tokens.put("parts of garbage", "e30.e30.e30");
        tokens.put("a header that is not JSON", part("{") + "." + part("{}") + ".AAAA");
        tokens.put("a non-ASCII character", "\u00e9");
        // Below the limit for the headers of a request.
        tokens.put("6 kB of garbage", "a".repeat(6_000));
    }

    private void wrongClaims(Map<String, String> tokens) {
        // One minute beyond the accepted clock skew.
        tokens.put("expired", valid.with(it -> it.expirationTime(SignedTokens.in(-120))));
        tokens.put("without an expiry", valid.with(it -> it.expirationTime(null)));
        tokens.put("not yet valid", valid.with(it -> it.notBeforeTime(SignedTokens.in(120))));
        tokens.put("with another issuer", valid.with(it -> it.issuer("https://evil.example")));
        tokens.put("without an issuer", valid.with(it -> it.issuer(null)));
        tokens.put("for another audience", valid.with(it -> it.audience("payments")));
        tokens.put("without an audience", valid.with(it -> it.audience((String) null)));
        tokens.put("without a subject", valid.with(it -> it.subject(null)));
        tokens.put("with a blank subject", valid.with(it -> it.subject(" ")));
        tokens.put(
                "with a line break in the subject", valid.with(it -> it.subject("alice\r\nbob")));
        tokens.put(
                "with a subject that is too long", valid.with(it -> it.subject("a".repeat(101))));
    }

    private void wrongAlgorithms(Map<String, String> tokens) {
        JWTClaimsSet claims = SignedTokens.claims().build();
        String payload = claims.toPayload().toBase64URL().toString();
        tokens.put("unsigned", new PlainJWT(claims).serialize());
        tokens.put("alg nOnE", part("{\"alg\":\"nOnE\"}") + "." + payload + ".");
        tokens.put("no alg", part("{\"typ\":\"JWT\"}") + "." + payload + ".AAAA");
        tokens.put("RS512", signed(new JWSHeader.Builder(JWSAlgorithm.RS512), valid.key()));
        tokens.put("PS256", signed(new JWSHeader.Builder(JWSAlgorithm.PS256), valid.key()));
        tokens.put("HS256 with the public key", hmac(publicKey()));
        tokens.put("HS256 with the public key as PEM", hmac(pem()));
        tokens.put(
                "HS256 with the public key as JWK",
                hmac(valid.key().toPublicJWK().toJSONString().getBytes(UTF_8)));
        tokens.put(
                "with another type",
                signed(valid.header().type(new JOSEObjectType("secevent+jwt")), valid.key()));
        tokens.put(
                "with an unknown critical header",
                signed(
                        valid.header()
                                .criticalParams(Set.of("quadrille"))
                                .customParam("quadrille", 1),
                        valid.key()));
    }

    private void wrongKeys(Map<String, String> tokens) {
        tokens.put("signed with a forged key", signedWithForgedKey("forger"));
        tokens.put(
                "signed with a forged key under the valid key id",
                signedWithForgedKey(valid.key().getKeyID()));
        tokens.put(
                "signed with a forged key without a key id",
                signed(new JWSHeader.Builder(JWSAlgorithm.RS256), forgedKey));
    }

    private void hostileKeyIds(Map<String, String> tokens) {
        tokens.put("path as kid", signedWithForgedKey("../../../../../../dev/null"));
        tokens.put("SQL as kid", signedWithForgedKey("' or 1=1; drop table orders; --"));
        tokens.put("URL as kid", signedWithForgedKey(forgedKeys.toString()));
        tokens.put("JNDI lookup as kid", signedWithForgedKey("${jndi:ldap://127.0.0.1/x}"));
        tokens.put("kid with a line break", signedWithForgedKey("a\r\nSet-Cookie: a=b\u0000"));
        tokens.put("kid of 4 kB", signedWithForgedKey("k".repeat(4_000)));
    }

    private void keysInToken(Map<String, String> tokens) {
        tokens.put("jku", signed(forgedHeader().jwkURL(forgedKeys), forgedKey));
        tokens.put("x5u", signed(forgedHeader().x509CertURL(forgedKeys), forgedKey));
        tokens.put("jwk", signed(forgedHeader().jwk(forgedKey.toPublicJWK()), forgedKey));
    }

    private void tampered(Map<String, String> tokens) {
        String[] alice = valid.valid("alice", "customer").split("\\.", -1);
        String operator = part(SignedTokens.claims().build().toString());
        tokens.put("the signature of another token", alice[0] + "." + operator + "." + alice[2]);
        tokens.put("an empty signature", alice[0] + "." + alice[1] + ".");
        tokens.put(
                "a truncated signature", alice[0] + "." + alice[1] + "." + alice[2].substring(8));
        tokens.put("no signature part", alice[0] + "." + alice[1]);
        tokens.put("four parts", String.join(".", alice) + ".AAAA");
    }

    private JWSHeader.Builder forgedHeader() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("forger");
    }

    private String signedWithForgedKey(String keyId) {
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId), forgedKey);
    }

    private static String signed(JWSHeader.Builder header, RSAKey key) {
        return SignedTokens.signed(header.build(), SignedTokens.claims().build(), key);
    }

    private String hmac(byte[] secret) {
        try {
            return SignedTokens.signed(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(valid.key().getKeyID()).build(),
                    SignedTokens.claims().build(),
                    new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] publicKey() {
        try {
            return valid.key().toRSAPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] pem() {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey());
        return ("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n")
                .getBytes(UTF_8);
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    /// The forged key set.
    static byte[] keySet(RSAKey key) {
        return new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
    }
}
