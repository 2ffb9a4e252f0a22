package dev.quadrille.testsupport.servers;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/// Connects a context to its servers. Part of the context cache key, so no two test classes share a
/// context.
record RealServersCustomizer(Class<?> testClass) implements ContextCustomizer {

    @Override
    public void customizeContext(
            ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        // A busy machine is slow, not wrong.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        Servers.kafka().clear();
        Servers.connect(context, Servers.postgres().newDatabase());
    }
}
