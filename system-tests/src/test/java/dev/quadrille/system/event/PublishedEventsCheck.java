package dev.quadrille.system.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.system.deployment.RunningSystem;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Checks the published events against their schemas after each test class. `META-INF/services`
/// registers the extension, so that it applies to every test.
public final class PublishedEventsCheck implements AfterAllCallback {

    private static final ConcurrentMap<RunningSystem, PublishedEvents> EVENTS =
            new ConcurrentHashMap<>();

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getRequiredTestClass().getEnclosingClass() == null) {
            RunningSystem.ifRunning()
                    .map(system -> EVENTS.computeIfAbsent(system, PublishedEvents::new))
                    .ifPresent(events -> check(events, context.getDisplayName()));
        }
    }

    private static synchronized void check(PublishedEvents events, String testClass) {
        assertThat(events.violations()).as("events published by " + testClass).isEmpty();
        System.out.printf(
                "%s: published events conform to their schemas: %s%n", testClass, events.counts());
    }
}
