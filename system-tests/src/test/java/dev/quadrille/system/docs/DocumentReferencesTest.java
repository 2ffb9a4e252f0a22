package dev.quadrille.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Checks that the documents refer only to files and headings that exist, and to types of this
/// project that exist.
class DocumentReferencesTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern TYPE =
            Pattern.compile("`([A-Z][a-z]+(?:[A-Z0-9][A-Za-z0-9]*)+)(?:\\.\\w+)?`");

    private static final Pattern RECORD =
            Pattern.compile("/// Decision record: `docs/decisions/(\\d{4}-[a-z-]+\\.md)`");

    // Names of other projects' types, and of the published language's JSON.
    private static final Set<String> FOREIGN = Set.of();

    static Stream<Path> pages() {
        return ProjectFiles.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linkTargetsExist(Path page) {
        List<String> broken = new ArrayList<>();
        LINK.matcher(ProjectFiles.read(page))
                .results()
                .map(it -> it.group(1))
                .filter(it -> !it.matches("[a-z]+:.*"))
                .filter(it -> !targetExists(page, it))
                .forEach(broken::add);
        assertThat(broken).as("broken links in %s", page).isEmpty();
    }

    private static boolean targetExists(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || hasHeading(target, parts[1]));
    }

    private static boolean hasHeading(Path page, String anchor) {
        return !page.toString().endsWith(".md")
                || HEADING.matcher(ProjectFiles.read(page))
                        .results()
                        .map(it -> anchorOf(it.group(1)))
                        .anyMatch(anchor::equals);
    }

    /// Returns the anchor that GitHub generates for a heading.
    private static String anchorOf(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/patterns.md", "docs/architecture.md"})
    void namedTypesExist(String page) {
        Set<String> types = ProjectFiles.typeNames();
        List<String> unknown =
                TYPE.matcher(ProjectFiles.read(ProjectFiles.ROOT.resolve(page)))
                        .results()
                        .map((MatchResult it) -> it.group(1))
                        .filter(it -> !types.contains(it) && !FOREIGN.contains(it))
                        .toList();
        assertThat(unknown).as("types in %s that do not exist", page).isEmpty();
    }

    @Test
    void everyDecisionRecordIsLinkedFromCode() {
        Set<String> linked =
                ProjectFiles.sources()
                        .flatMap(it -> RECORD.matcher(ProjectFiles.read(it)).results())
                        .map(it -> it.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> records =
                ProjectFiles.pages()
                        .map(it -> it.getFileName().toString())
                        .filter(it -> it.matches("\\d{4}-.*"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(linked).isEqualTo(records);
    }
}
