package dev.quadrille.query.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/// Makes entity tags (RFC 9110) of what an answer depends on.
final class Tags {

    private static final int BYTES = 12;

    private Tags() {}

    /// The same for the same texts in the same order, and for no others.
    static String of(Stream<String> texts) {
        MessageDigest digest = sha256();
        texts.forEach(it -> digest.update((it + "\n").getBytes(UTF_8)));
        return '"' + HexFormat.of().formatHex(digest.digest(), 0, BYTES) + '"';
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
