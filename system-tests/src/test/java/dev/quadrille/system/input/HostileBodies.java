package dev.quadrille.system.input;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Variants of a valid body that must be rejected with 400: of the JSON, of its texts and of its
/// bytes.
///
/// @param valid a valid body with the text `Alice` and the number `7`
record HostileBodies(String valid) {

    /// Replacements for an integer.
    private static final Map<String, String> NUMBERS =
            Map.ofEntries(
                    entry("exponent of 100,000,000", "1e100000000"),
                    entry("negative exponent", "1e-100000000"),
                    entry("small exponent", "1e1"),
                    entry("float", "7.0"),
                    entry("fraction", "7.5"),
                    entry("zero", "0"),
                    entry("negative", "-1"),
                    entry("above the int range", "4294967303"),
                    entry("above the long range", "18446744073709551623"),
                    entry("400 digits", "9".repeat(400)),
                    entry("5000 digits", "9".repeat(5000)),
                    entry("number in quotes", "\"7\""),
                    entry("text for a number", "\"seven\""),
                    entry("null for a number", "null"),
                    entry("true for a number", "true"),
                    entry("array for a number", "[7]"),
                    entry("object for a number", "{}"),
                    entry("not a number", "NaN"),
                    entry("infinity", "Infinity"),
                    entry("leading zero", "07"),
                    entry("plus sign", "+7"),
                    entry("hexadecimal", "0x7"));

    Map<String, byte[]> all() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        NUMBERS.forEach((name, number) -> put(bodies, name, valid.replace("7", number)));
        documents(bodies);
        names(bodies);
        encodings(bodies);
        return bodies;
    }

    /// Variants of a body that contains a text.
    Map<String, byte[]> inTexts() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        text(bodies, "NUL", "\\u0000");
        text(bodies, "line break", "a\\r\\nX-Evil: yes");
        text(bodies, "terminal escape sequence", "\\u001b[2J");
        text(bodies, "high surrogate only", "\\ud800");
        text(bodies, "low surrogate only", "\\udc00a");
        text(bodies, "unescaped control character", "a\u0001b");
        text(bodies, "blank", "  ");
        text(bodies, "no-break spaces only", "\\u00a0\\u202f");
        text(bodies, "zero-width spaces only", "\\u200b\\ufeff");
        text(bodies, "bidirectional controls only", "\\u202e\\u2066");
        text(bodies, "no characters", "");
        text(bodies, "10 kB", "a".repeat(10_000));
        text(bodies, "unknown escape", "\\x41");
        put(bodies, "number for a text", valid.replace("\"Alice\"", "1"));
        put(bodies, "null for a text", valid.replace("\"Alice\"", "null"));
        put(bodies, "object for a text", valid.replace("\"Alice\"", "{\"a\":\"b\"}"));
        bytes(bodies, "overlong UTF-8 of a slash", 0xC0, 0xAF);
        bytes(bodies, "overlong UTF-8 of a NUL", 0xC0, 0x80);
        bytes(bodies, "overlong UTF-8 of three bytes", 0xE0, 0x80, 0xAF);
        bytes(bodies, "surrogate in UTF-8", 0xED, 0xA0, 0x80);
        bytes(bodies, "invalid UTF-8", 0xFF, 0xFE);
        bytes(bodies, "truncated UTF-8", 0xE2, 0x82);
        bytes(bodies, "beyond Unicode", 0xF5, 0x80, 0x80, 0x80);
        return bodies;
    }

    private void documents(Map<String, byte[]> bodies) {
        put(bodies, "white space only", " \n\t ");
        put(bodies, "null", "null");
        put(bodies, "array", "[]");
        put(bodies, "array around the object", "[" + valid + "]");
        put(bodies, "text", "\"a\"");
        put(bodies, "number", "1");
        put(bodies, "empty object", "{}");
        put(bodies, "truncated document", valid.substring(0, valid.length() - 1));
        put(bodies, "trailing letter", valid + "x");
        put(bodies, "two documents", valid + valid);
        put(bodies, "comment", "/* */" + valid);
        put(bodies, "single quotes", valid.replace('"', '\''));
        put(bodies, "trailing comma", valid.substring(0, valid.length() - 1) + ",}");
        put(bodies, "100,000 arrays deep", "[".repeat(100_000));
        put(bodies, "20,000 objects deep", "{\"a\":".repeat(20_000));
        put(bodies, "XML", "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>");
        put(bodies, "form", "quantity=7&name=Alice");
    }

    private void names(Map<String, byte[]> bodies) {
        field(bodies, "unknown field", "\"price\":0");
        field(bodies, "field of the response", "\"status\":\"CONFIRMED\"");
        field(bodies, "type hint for the parser", "\"@class\":\"java.lang.ProcessBuilder\"");
        field(bodies, "prototype pollution", "\"__proto__\":{}");
        field(bodies, "name of 10 kB", "\"" + "k".repeat(10_000) + "\":1");
        field(bodies, "name of 100 kB", "\"" + "k".repeat(100_000) + "\":1");
        field(bodies, "name with a NUL", "\"\\u0000\":1");
        field(bodies, "name that is a JSON pointer", "\"/~0/../a\":1");
        field(bodies, "empty name", "\"\":1");
        field(
                bodies,
                "unknown field full of arrays",
                "\"x\":" + "[".repeat(2_000) + "]".repeat(2_000));
        put(
                bodies,
                "duplicate fields",
                valid.substring(0, valid.length() - 1) + "," + valid.substring(1));
    }

    private void encodings(Map<String, byte[]> bodies) {
        encoded(bodies, UTF_16);
        encoded(bodies, UTF_16BE);
        encoded(bodies, UTF_16LE);
        encoded(bodies, Charset.forName("UTF-32"));
        bodies.put("gzip", gzip(valid));
        bodies.put("NULs", new byte[1000]);
    }

    private void encoded(Map<String, byte[]> bodies, Charset charset) {
        bodies.put(charset.name(), valid.getBytes(charset));
    }

    private void field(Map<String, byte[]> bodies, String name, String field) {
        put(bodies, name, "{" + field + "," + valid.substring(1));
    }

    private void text(Map<String, byte[]> bodies, String name, String text) {
        put(bodies, "text with " + name, valid.replace("Alice", text));
    }

    private void bytes(Map<String, byte[]> bodies, String name, int... bytes) {
        String[] around = valid.split("Alice", 2);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(around[0].getBytes(UTF_8));
        for (int next : bytes) {
            body.write(next);
        }
        body.writeBytes(around[1].getBytes(UTF_8));
        bodies.put("text with " + name, body.toByteArray());
    }

    private static void put(Map<String, byte[]> bodies, String name, String body) {
        bodies.put(name, body.getBytes(UTF_8));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
