package dev.quadrille.system.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.platform.text.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Checks that every published `pattern` has the same meaning in all regular expression dialects.
class CommonRegexTest {

    @ParameterizedTest
    @MethodSource("documents")
    void documentUsesCommonPatternsOnly(Path document) throws IOException {
        List<String> patterns = new ArrayList<>();
        collect(new YAMLMapper().readTree(Files.readString(document)), patterns);

        assertThat(patterns).allMatch(CommonRegex::contains);
    }

    @Test
    void findsTheDocuments() throws IOException {
        try (Stream<Path> documents = documents()) {
            assertThat(documents).hasSizeGreaterThan(10);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[A-Z]{2}$",
                "^(a|b)+?$",
                "^[^\\x00-\\x1f]*$",
                "^\"[!#-~]{1,255}\"$",
                "^quadrille\\.[A-Za-z]+\\.v[0-9]+$"
            })
    void acceptsCommonPattern(String pattern) {
        assertThat(CommonRegex.contains(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\p{Cc}",
                "[^\\p{Cc}]",
                "\\d",
                "\\w",
                "\\s",
                "\\S",
                "\\bx",
                "\\Ax\\z",
                "\\Z",
                "\\Qx\\E",
                "(?:x)",
                "(?=x)",
                "(?!x)",
                "(?<=x)",
                "(?<!x)",
                "(?<n>x)",
                "(?i)x",
                "(?>x)",
                "x++",
                "x*+",
                "x{1,2}+",
                "(x)\\1",
                "[a&&[b]]",
                "[[:alpha:]]",
                "\\u0041",
                "\u0001",
                "\u00e9",
                "."
            })
    void rejectsOtherPattern(String pattern) {
        assertThat(CommonRegex.contains(pattern)).isFalse();
    }

    /// The published pattern accepts a superset: of the texts without a visible character it
    /// excludes only those that consist of spaces.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alice",
                " a ",
                "\u00a0a",
                "\u540d",
                "\ud842\udfb7",
                "\ud83d\udc68\u200d\ud83d\udc69",
                "a\u2028b"
            })
    void textPatternAcceptsTextsThatServicesAccept(String text) {
        assertThat(PlainText.isOneLine(text, 100)).isTrue();
        assertThat(text).containsPattern(ValueSchemas.TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", " \u00a0 ", "a\nb", "a\tb", "a\u0000", "\u0085a"})
    void textPatternRejectsBlanksAndControlCharacters(String text) {
        assertThat(PlainText.isOneLine(text, 100)).isFalse();
        assertThat(text).doesNotContainPattern(ValueSchemas.TEXT);
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../docs/api"))) {
            return files.filter(it -> it.toString().matches(".*\\.(json|yaml)")).toList().stream();
        }
    }

    private static void collect(JsonNode node, List<String> patterns) {
        if (node.path("pattern").isString()) {
            patterns.add(node.path("pattern").asString());
        }
        node.forEach(child -> collect(child, patterns));
    }
}
