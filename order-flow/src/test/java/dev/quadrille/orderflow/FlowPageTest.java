package dev.quadrille.orderflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// README and docs show the flow as it is: what stands between their markers is rendered from the
/// table.
class FlowPageTest {

    private static final String REWRITE =
            "./mvnw -q -pl order-flow test -Dtest=FlowPageTest -Dquadrille.rewrite=true";

    private static final Path ROOT = Path.of("..");

    @Test
    void readmeShowsTheFlowAsItIs() throws IOException {
        keepsInStep(ROOT.resolve("README.md"), "flow-diagram", FlowPage.diagram());
    }

    @Test
    void theFlowPageShowsTheFlowAsItIs() throws IOException {
        Path page = ROOT.resolve("docs/flow.md");
        keepsInStep(page, "flow-diagram", FlowPage.diagram());
        keepsInStep(page, "flow-table", FlowPage.table());
        keepsInStep(page, "flow-services", FlowPage.services());
        keepsInStep(page, "flow-answers", FlowPage.answers());
    }

    private static void keepsInStep(Path page, String name, String rendered) throws IOException {
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
                .as(page + " is out of step with OrderFlow; run: " + REWRITE)
                .isEqualTo(expected);
    }
}
