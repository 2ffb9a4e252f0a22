package dev.quadrille.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemPageTest {

    private static final Path PAGE = Path.of("../docs/problems.md");

    private static final Pattern BLOCK =
            Pattern.compile(
                    "(<!-- problem-types -->\n).*(\n<!-- /problem-types -->)", Pattern.DOTALL);

    @Test
    void listsAllProblemTypes() throws IOException {
        String text = Files.readString(PAGE);
        String expected =
                BLOCK.matcher(text).replaceFirst("$1" + Matcher.quoteReplacement(table()) + "$2");
        if (Boolean.getBoolean("quadrille.rewrite")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE))
                .as("outdated; run: ./quadrille docs")
                .isEqualTo(expected);
    }

    private static String table() {
        return "| type | status | title |\n| --- | --- | --- |\n"
                + Arrays.stream(ProblemType.values())
                        .map(type ->
                                "| `%s` | %d | %s |"
                                        .formatted(type.uri(), type.status().value(), type.title()))
                        .collect(Collectors.joining("\n"));
    }
}
