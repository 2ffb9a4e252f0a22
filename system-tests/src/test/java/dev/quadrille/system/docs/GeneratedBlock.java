package dev.quadrille.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a page that is rendered from the code, between `<!-- name -->` and `<!-- /name -->`.
record GeneratedBlock(Path page, String name) {

    /// Asserts that the page contains the rendered text. With `-Dquadrille.rewrite=true`, writes
    /// the text instead.
    void assertUpToDate(String rendered) throws IOException {
        String text = Files.readString(page);
        Pattern block =
                Pattern.compile(
                        "(<!-- %s -->\n).*?(\n<!-- /%s -->)".formatted(name, name), Pattern.DOTALL);
        assertThat(text).as("markers of %s in %s", name, page).containsPattern(block);
        String expected =
                block.matcher(text).replaceFirst("$1" + Matcher.quoteReplacement(rendered) + "$2");
        if (Boolean.getBoolean("quadrille.rewrite")) {
            Files.writeString(page, expected);
            return;
        }
        assertThat(text)
                .as("%s differs from the code; run: ./quadrille docs", page)
                .isEqualTo(expected);
    }
}
