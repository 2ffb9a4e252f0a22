package dev.quadrille.platform;

import java.util.Locale;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// Starts a service as a process of its own.
public final class ServiceLauncher {

    private ServiceLauncher() {}

    /// Runs the application under its name, which is also the name of its configuration file
    /// (`order-service.yml`), so that several services can stand on one class path.
    ///
    /// The process has no language: what it formats goes to other programs, and some locales have
    /// other digits and other letters in lower case.
    public static void run(Class<?> application, String name, String... args) {
        Locale.setDefault(Locale.ROOT);
        new SpringApplicationBuilder(application)
                .properties("spring.config.name=" + name, "spring.application.name=" + name)
                .bannerMode(Banner.Mode.OFF)
                .run(args);
    }
}
