package dev.quadrille.platform;

import java.util.Locale;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// Starts a service in a process of its own.
public final class ServiceLauncher {

    private ServiceLauncher() {}

    /// Runs the application under its name, which is also the name of its configuration file
    /// (`order-service.yml`), so that several services fit on one class path.
    ///
    /// The process uses the root locale: its output is read by programs, and some locales have
    /// other digits or other rules for lower case.
    public static void run(Class<?> application, String name, String... args) {
        Locale.setDefault(Locale.ROOT);
        new SpringApplicationBuilder(application)
                .properties("spring.config.name=" + name, "spring.application.name=" + name)
                .bannerMode(Banner.Mode.OFF)
                .run(args);
    }
}
