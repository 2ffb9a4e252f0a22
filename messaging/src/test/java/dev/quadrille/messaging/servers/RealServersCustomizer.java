package dev.quadrille.messaging.servers;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/// Points a context at its servers. Part of the key under which contexts are cached: no two test
/// classes share one.
record RealServersCustomizer(Class<?> testClass) implements ContextCustomizer {

    @Override
    public void customizeContext(
            ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        // A machine with more to do than this test is slow, not wrong.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        Servers.kafka().clear();
        Servers.connect(context, Servers.postgres().newDatabase());
    }
}
