package dev.quadrille.orderflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/flow.md` shows the saga as the code has it: the text between its markers is rendered from
/// {@link OrderFlow}.
class FlowPageTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void rendersTheSagaTable() throws IOException {
        Path page = ROOT.resolve("docs/flow.md");
        assertUpToDate(page, "flow-diagram", FlowPage.diagram());
        assertUpToDate(page, "flow-table", FlowPage.table());
        assertUpToDate(page, "flow-services", FlowPage.services());
        assertUpToDate(page, "flow-answers", FlowPage.answers());
    }

    private static void assertUpToDate(Path page, String name, String rendered) throws IOException {
        String text = Files.readString(page);
        Pattern block =
                Pattern.compile(
                        "(<!-- %s -->\n).*?(\n<!-- /%s -->)".formatted(name, name), Pattern.DOTALL);
        String expected =
                block.matcher(text).replaceFirst("$1" + Matcher.quoteReplacement(rendered) + "$2");
        if (Boolean.getBoolean("quadrille.rewrite")) {
            Files.writeString(page, expected);
            return;
        }
        assertThat(text).as("markers of " + name + " in " + page).containsPattern(block);
        assertThat(text)
                .as(page + " differs from OrderFlow; run: ./quadrille docs")
                .isEqualTo(expected);
    }
}
