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

/// SignedTokens that nobody may believe, by what is wrong with them. All claim to be an operator's.
///
/// @param ownKeys where the forger serves a key set, for whoever lets a token say where its key is
record Forgeries(SignedTokens shop, RSAKey stranger, URI ownKeys) {

    static Forgeries of(SignedTokens shop, ForgedKeyServer keys) {
        return new Forgeries(shop, keys.key(), keys.address());
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
        noTokens(tokens);
        wrongClaims(tokens);
        wrongAlgorithms(tokens);
        wrongKeys(tokens);
        hostileKeyIds(tokens);
        keysOfTheirOwn(tokens);
        tampered(tokens);
        return tokens;
    }

    private void noTokens(Map<String, String> tokens) {
        tokens.put("garbage", "garbage");
        tokens.put("three empty parts", "..");
        tokens.put("parts of garbage", "e30.e30.e30");
        tokens.put("a header that is no JSON", part("{") + "." + part("{}") + ".AAAA");
        tokens.put("a character beyond ASCII", "\u00e9");
        // Below the limit for all headers of a request.
        tokens.put("6 kB of garbage", "a".repeat(6_000));
    }

    private void wrongClaims(Map<String, String> tokens) {
        // A minute more than clocks may differ by.
        tokens.put("expired", shop.with(it -> it.expirationTime(SignedTokens.in(-120))));
        tokens.put("without an expiry", shop.with(it -> it.expirationTime(null)));
        tokens.put("not yet valid", shop.with(it -> it.notBeforeTime(SignedTokens.in(120))));
        tokens.put("of another issuer", shop.with(it -> it.issuer("https://evil.example")));
        tokens.put("of no issuer", shop.with(it -> it.issuer(null)));
        tokens.put("for another audience", shop.with(it -> it.audience("payments")));
        tokens.put("for no audience", shop.with(it -> it.audience((String) null)));
        tokens.put("of nobody", shop.with(it -> it.subject(null)));
        tokens.put("of a blank", shop.with(it -> it.subject(" ")));
        tokens.put("of a subject of two lines", shop.with(it -> it.subject("alice\r\nbob")));
        tokens.put("of a long subject", shop.with(it -> it.subject("a".repeat(101))));
    }

    private void wrongAlgorithms(Map<String, String> tokens) {
        JWTClaimsSet claims = SignedTokens.claims().build();
        String payload = claims.toPayload().toBase64URL().toString();
        tokens.put("unsigned", new PlainJWT(claims).serialize());
        tokens.put("alg nOnE", part("{\"alg\":\"nOnE\"}") + "." + payload + ".");
        tokens.put("no alg", part("{\"typ\":\"JWT\"}") + "." + payload + ".AAAA");
        tokens.put("RS512", signed(new JWSHeader.Builder(JWSAlgorithm.RS512), shop.key()));
        tokens.put("PS256", signed(new JWSHeader.Builder(JWSAlgorithm.PS256), shop.key()));
        tokens.put("HS256 with the public key", hmac(publicKey()));
        tokens.put("HS256 with the public key as PEM", hmac(pem()));
        tokens.put(
                "HS256 with the public key as JWK",
                hmac(shop.key().toPublicJWK().toJSONString().getBytes(UTF_8)));
        tokens.put(
                "of another type",
                signed(shop.header().type(new JOSEObjectType("secevent+jwt")), shop.key()));
        tokens.put(
                "with a critical header that nobody knows",
                signed(
                        shop.header()
                                .criticalParams(Set.of("quadrille"))
                                .customParam("quadrille", 1),
                        shop.key()));
    }

    private void wrongKeys(Map<String, String> tokens) {
        tokens.put("of a stranger's key", byStranger("forger"));
        tokens.put("of a stranger's key under our name", byStranger(shop.key().getKeyID()));
        tokens.put(
                "of a stranger's key without a name",
                signed(new JWSHeader.Builder(JWSAlgorithm.RS256), stranger));
    }

    private void hostileKeyIds(Map<String, String> tokens) {
        tokens.put("kid of a path", byStranger("../../../../../../dev/null"));
        tokens.put("kid of SQL", byStranger("' or 1=1; drop table orders; --"));
        tokens.put("kid of a URL", byStranger(ownKeys.toString()));
        tokens.put("kid of a lookup", byStranger("${jndi:ldap://127.0.0.1/x}"));
        tokens.put("kid of two lines", byStranger("a\r\nSet-Cookie: a=b\u0000"));
        tokens.put("kid of 4 kB", byStranger("k".repeat(4_000)));
    }

    private void keysOfTheirOwn(Map<String, String> tokens) {
        tokens.put("jku", signed(byForger().jwkURL(ownKeys), stranger));
        tokens.put("x5u", signed(byForger().x509CertURL(ownKeys), stranger));
        tokens.put("jwk", signed(byForger().jwk(stranger.toPublicJWK()), stranger));
    }

    private void tampered(Map<String, String> tokens) {
        String[] alice = shop.valid("alice", "customer").split("\\.", -1);
        String operator = part(SignedTokens.claims().build().toString());
        tokens.put("a customer's signature", alice[0] + "." + operator + "." + alice[2]);
        tokens.put("a signature cut off", alice[0] + "." + alice[1] + ".");
        tokens.put(
                "a signature cut short", alice[0] + "." + alice[1] + "." + alice[2].substring(8));
        tokens.put("no signature at all", alice[0] + "." + alice[1]);
        tokens.put("four parts", String.join(".", alice) + ".AAAA");
    }

    private JWSHeader.Builder byForger() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("forger");
    }

    private String byStranger(String keyId) {
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId), stranger);
    }

    private static String signed(JWSHeader.Builder header, RSAKey key) {
        return SignedTokens.signed(header.build(), SignedTokens.claims().build(), key);
    }

    private String hmac(byte[] secret) {
        try {
            return SignedTokens.signed(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(shop.key().getKeyID()).build(),
                    SignedTokens.claims().build(),
                    new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] publicKey() {
        try {
            return shop.key().toRSAPublicKey().getEncoded();
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

    /// The key set that a forger would like to be asked for.
    static byte[] keySet(RSAKey key) {
        return new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
    }
}
