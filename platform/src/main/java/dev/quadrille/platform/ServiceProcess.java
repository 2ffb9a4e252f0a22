package dev.quadrille.platform;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// Starts a service as a process of its own.
public final class ServiceProcess {

    private ServiceProcess() {}

    /// Runs the application under its name, which is also the name of its configuration file
    /// (`order-service.yml`), so that several services can stand on one class path.
    public static void run(Class<?> application, String name, String... args) {
        new SpringApplicationBuilder(application)
                .properties("spring.config.name=" + name, "spring.application.name=" + name)
                .bannerMode(Banner.Mode.OFF)
                .run(args);
    }
}
