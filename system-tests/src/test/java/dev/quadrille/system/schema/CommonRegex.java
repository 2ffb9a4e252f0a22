package dev.quadrille.system.schema;

import java.util.regex.Pattern;

/// The subset of regular expressions with the same meaning in every dialect (JSON Schema Core
/// 2020-12, 6.4): literal characters, classes with ranges, `*`, `+`, `?`, counts, lazy quantifiers,
/// plain groups, alternatives and anchors. The escape `\xHH` is added, which ECMAScript, Java,
/// Python, .NET, Go, Rust and PCRE share: an unescaped control character would break the sources of
/// generated clients.
public final class CommonRegex {

    private static final String ESCAPE = "\\\\x[0-9a-f]{2}|\\\\[\\\\^$.|?*+()\\[\\]{}/-]";
    private static final String CLASS =
            "\\[\\^?(?:" + ESCAPE + "|[\\x20-\\x7e&&[^\\\\\\[\\]]])+\\]";
    private static final String LITERAL = "[\\x20-\\x7e&&[^\\\\^$.|?*+()\\[\\]{}]]";
    private static final String QUANTIFIER = "(?:[*+?]|\\{[0-9]+(?:,[0-9]*)?\\})\\??";

    /// Each element has at most one quantifier, which excludes possessive ones (`a++`).
    private static final Pattern WHITELIST =
            Pattern.compile(
                    "(?:(?:%s|%s|%s|\\))(?:%s)?|\\((?!\\?)|[|^$])*"
                            .formatted(ESCAPE, CLASS, LITERAL, QUANTIFIER));

    private CommonRegex() {}

    /// Whether the pattern is in the subset.
    public static boolean contains(String pattern) {
        return WHITELIST.matcher(pattern).matches();
    }

    /// Replaces non-capturing groups by plain ones and anchors the pattern, because Bean Validation
    /// and the records match the whole text.
    static String anchored(String java) {
        String plain = java.replace("(?:", "(");
        return plain.contains("|") ? "^(" + plain + ")$" : "^" + plain + "$";
    }
}
