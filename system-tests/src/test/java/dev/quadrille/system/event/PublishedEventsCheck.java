package dev.quadrille.system.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.system.deployment.RunningSystem;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// After each class of stories: whatever the shop has published meanwhile keeps to the published
/// form. Stands in `META-INF/services`, so that no story can forget it.
public final class PublishedEventsCheck implements AfterAllCallback {

    private static final ConcurrentMap<RunningSystem, PublishedEvents> LOGS =
            new ConcurrentHashMap<>();

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getRequiredTestClass().getEnclosingClass() == null) {
            RunningSystem.ifRunning()
                    .map(shop -> LOGS.computeIfAbsent(system, PublishedEvents::new))
                    .ifPresent(log -> check(log, context.getDisplayName()));
        }
    }

    private static synchronized void check(PublishedEvents log, String stories) {
        assertThat(log.violations()).as("events published by " + stories).isEmpty();
        System.out.printf("%s: published events kept to their form: %s%n", stories, log.counts());
    }
}
