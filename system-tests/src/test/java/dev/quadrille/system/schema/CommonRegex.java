package dev.quadrille.system.schema;

import java.util.regex.Pattern;

/// The regular expressions that every dialect reads alike (JSON Schema Core 2020-12, 6.4): literal
/// characters, classes with ranges, `*`, `+`, `?`, counts, lazy quantifiers, plain groups,
/// alternatives and anchors. One escape more than there, `\xHH`, which ECMAScript, Java, Python,
/// .NET, Go, Rust and PCRE share: a control character as it is would break the sources of generated
/// clients.
public final class CommonRegex {

    private static final String ESCAPE = "\\\\x[0-9a-f]{2}|\\\\[\\\\^$.|?*+()\\[\\]{}/-]";
    private static final String CLASS =
            "\\[\\^?(?:" + ESCAPE + "|[\\x20-\\x7e&&[^\\\\\\[\\]]])+\\]";
    private static final String LITERAL = "[\\x20-\\x7e&&[^\\\\^$.|?*+()\\[\\]{}]]";
    private static final String QUANTIFIER = "(?:[*+?]|\\{[0-9]+(?:,[0-9]*)?\\})\\??";

    /// A piece with or without a quantifier, so that none is possessive (`a++`).
    private static final Pattern WHITELIST =
            Pattern.compile(
                    "(?:(?:%s|%s|%s|\\))(?:%s)?|\\((?!\\?)|[|^$])*"
                            .formatted(ESCAPE, CLASS, LITERAL, QUANTIFIER));

    private CommonRegex() {}

    /// Whether the pattern has nothing else in it.
    public static boolean contains(String pattern) {
        return WHITELIST.matcher(pattern).matches();
    }

    /// Java's non-capturing groups as plain ones, and the whole text instead of a part of it: that
    /// is what Bean Validation and the records match.
    static String anchored(String java) {
        String plain = java.replace("(?:", "(");
        return plain.contains("|") ? "^(" + plain + ")$" : "^" + plain + "$";
    }
}
