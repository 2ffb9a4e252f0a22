package dev.quadrille.platform.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The attributes that identify this process in traces, named by the semantic conventions of
/// OpenTelemetry: https://opentelemetry.io/docs/specs/semconv/resource/
final class ProcessResource {

    // All containers of a machine share its kernel, and with it this id. Jaeger compares `host.id`
    // before it suspects the clocks of two processes; the name of the host differs per container.
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private ProcessResource() {}

    static Resource get() {
        return of(Files.isReadable(BOOT_ID) ? read(BOOT_ID) : hostName());
    }

    private static Resource of(String hostId) {
        AttributesBuilder attributes =
                Attributes.builder()
                        .put(AttributeKey.stringKey("host.id"), hostId)
                        .put(
                                AttributeKey.stringKey("service.instance.id"),
                                hostName() + ":" + ProcessHandle.current().pid());
        String version = version();
        if (version != null) {
            attributes.put(AttributeKey.stringKey("service.version"), version);
        }
        return Resource.create(attributes.build());
    }

    /// All modules have one version; it is absent if classes are not loaded from a jar.
    private static @Nullable String version() {
        return ProcessResource.class.getPackage().getImplementationVersion();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
