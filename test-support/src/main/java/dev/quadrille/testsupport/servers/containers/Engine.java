package dev.quadrille.testsupport.servers.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/// Checks the Docker engine before any container is started.
public final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private Engine() {}

    /// The reason why containers cannot be started, if any. Pulls missing images.
    public static Optional<String> obstacle() {
        TransportConfig engine;
        try {
            engine = DockerClientFactory.instance().getTransportConfig();
        } catch (IllegalStateException e) {
            return Optional.of("no Docker engine answers");
        }
        // Not the client of Testcontainers, which starts a container on first use.
        try (DockerClient client = DockerClientProviderStrategy.getClientForConfig(engine)) {
            return images().flatMap(image -> missing(client, image).stream()).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> images() {
        return Stream.concat(Stream.of(Images.postgres(), Images.kafka()), ryuk())
                .map(ImageNameSubstitutor.instance())
                .map(DockerImageName::asCanonicalNameString);
    }

    private static Stream<DockerImageName> ryuk() {
        boolean disabled = Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"));
        return disabled ? Stream.empty() : Stream.of(Images.ryuk());
    }

    private static Optional<String> missing(DockerClient engine, String image) {
        try {
            engine.inspectImageCmd(image).exec();
            return Optional.empty();
        } catch (NotFoundException e) {
            return pull(engine, image);
        }
    }

    private static Optional<String> pull(DockerClient engine, String image) {
        LOG.info("pulling the image {}", image);
        try {
            boolean done =
                    engine.pullImageCmd(image)
                            .exec(new PullImageResultCallback())
                            .awaitCompletion(10, TimeUnit.MINUTES);
            return done ? Optional.empty() : missing(image, "not within ten minutes");
        } catch (DockerException | DockerClientException e) {
            return missing(image, String.valueOf(e.getMessage()).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return missing(image, "interrupted");
        }
    }

    private static Optional<String> missing(String image, String why) {
        return Optional.of("the image " + image + " is missing and cannot be pulled (" + why + ")");
    }
}
