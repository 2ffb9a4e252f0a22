package dev.quadrille.system.docs;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/architecture.md` shows components, topics, routes, events and tables as the code has them.
class ArchitecturePageTest {

    private static final Path PAGE = ProjectFiles.ROOT.resolve("docs/architecture.md");

    @Test
    void showsTheDiagramOfTheCode() throws IOException {
        new GeneratedBlock(PAGE, "architecture-diagram").assertUpToDate(ArchitecturePage.diagram());
    }

    @Test
    void showsACanvasOfEachService() throws IOException {
        new GeneratedBlock(PAGE, "service-canvases").assertUpToDate(ArchitecturePage.canvases());
    }

    @Test
    void showsTheTablesOfTheMessagingLibrary() throws IOException {
        new GeneratedBlock(PAGE, "messaging-tables")
                .assertUpToDate(ArchitecturePage.messagingTables());
    }

    @Test
    void readmeShowsTheSameDiagram() throws IOException {
        new GeneratedBlock(ProjectFiles.ROOT.resolve("README.md"), "architecture-diagram")
                .assertUpToDate(ArchitecturePage.diagram());
    }
}
