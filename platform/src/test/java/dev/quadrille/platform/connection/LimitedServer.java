package dev.quadrille.platform.connection;

import dev.quadrille.platform.security.PublicPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/// A service with short deadlines and test endpoints, on random ports.
final class LimitedServer implements AutoCloseable {

    private static final List<String> DEFAULTS =
            List.of(
                    "spring.profiles.active=demo",
                    "spring.config.location=classpath:platform.yml",
                    "server.port=0",
                    "management.server.port=0",
                    "quadrille.connections.header-deadline=2s",
                    "quadrille.connections.body-deadline=2s",
                    "quadrille.connections.idle-timeout=2s",
                    "quadrille.connections.write-allowance=2s");

    private final ConfigurableApplicationContext context;

    /// @param properties added to the defaults, or replacing them
    LimitedServer(String... properties) {
        Map<String, String> all = new HashMap<>();
        DEFAULTS.forEach(it -> put(all, it));
        Stream.of(properties).forEach(it -> put(all, it));
        context =
                new SpringApplicationBuilder(TestEndpoints.class)
                        .run(
                                all.entrySet().stream()
                                        .map(it -> "--" + it.getKey() + "=" + it.getValue())
                                        .toArray(String[]::new));
    }

    private static void put(Map<String, String> properties, String property) {
        String[] parts = property.split("=", 2);
        properties.put(parts[0], parts[1]);
    }

    RawSocketClient connect() throws IOException {
        return new RawSocketClient(port("local.server.port"));
    }

    RawSocketClient connectToManagement() throws IOException {
        return new RawSocketClient(port("local.management.port"));
    }

    private int port(String name) {
        return context.getEnvironment().getRequiredProperty(name, int.class);
    }

    TestEndpoints endpoints() {
        return context.getBean(TestEndpoints.class);
    }

    @Override
    public void close() {
        endpoints().hold.countDown();
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @RestController
    static class TestEndpoints {

        static final int LARGE = 64 * 1024 * 1024;

        final AtomicInteger writing = new AtomicInteger();
        final AtomicInteger holding = new AtomicInteger();
        volatile CountDownLatch hold = new CountDownLatch(1);
        volatile DeferredResult<String> later = new DeferredResult<>(60_000L);

        /// Releases all held requests. Later requests are held again.
        void reset() {
            hold.countDown();
            hold = new CountDownLatch(1);
            later = new DeferredResult<>(60_000L);
            holding.set(0);
        }

        @Bean
        static PublicPaths publicPaths() {
            return PublicPaths.of("/**");
        }

        @GetMapping("/quick")
        String quick() {
            return "quick";
        }

        @PostMapping("/echo")
        String echo(@RequestBody String body) {
            return "echo " + body;
        }

        @GetMapping("/length")
        String length(HttpServletRequest request) throws IOException {
            return "length " + request.getInputStream().readAllBytes().length;
        }

        @GetMapping("/held")
        String held() throws InterruptedException {
            holding.incrementAndGet();
            hold.await();
            return "held";
        }

        @GetMapping("/later")
        DeferredResult<String> later() {
            holding.incrementAndGet();
            return later;
        }

        @GetMapping("/large")
        void large(HttpServletResponse response) throws IOException {
            writing.incrementAndGet();
            try {
                for (int sent = 0; sent < LARGE; sent += 8192) {
                    response.getOutputStream().write(new byte[8192]);
                }
            } finally {
                writing.decrementAndGet();
            }
        }
    }
}
