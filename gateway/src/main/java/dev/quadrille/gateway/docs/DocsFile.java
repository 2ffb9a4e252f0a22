package dev.quadrille.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;

/// Whitelist of the files under `/docs`: no other file of the class path is served.
enum DocsFile {
    PAGE("index.html", "text/html;charset=UTF-8", false),
    START("start.js", "text/javascript;charset=UTF-8", false),
    DOCUMENT("openapi.json", "application/json", false),
    SWAGGER_UI("swagger-ui-bundle.js", "text/javascript;charset=UTF-8", true),
    SWAGGER_UI_STYLE("swagger-ui.css", "text/css;charset=UTF-8", true),
    ICON("favicon-32x32.png", "image/png", true);

    private final String fileName;
    private final String type;
    private final boolean inSwaggerUi;

    DocsFile(String fileName, String type, boolean inSwaggerUi) {
        this.fileName = fileName;
        this.type = type;
        this.inSwaggerUi = inSwaggerUi;
    }

    static Optional<DocsFile> named(String name) {
        return Arrays.stream(values()).filter(file -> file.fileName.equals(name)).findFirst();
    }

    MediaType type() {
        return MediaType.parseMediaType(type);
    }

    Resource content() {
        return inSwaggerUi ? webJarResource() : new ClassPathResource("docs/" + fileName);
    }

    /// The wildcard stands for the version, which only the pom defines.
    private Resource webJarResource() {
        String path = "classpath*:/META-INF/resources/webjars/swagger-ui/*/" + fileName;
        try {
            return new PathMatchingResourcePatternResolver().getResources(path)[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
