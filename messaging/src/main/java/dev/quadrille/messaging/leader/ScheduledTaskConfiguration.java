package dev.quadrille.messaging.leader;

import dev.quadrille.platform.log.LogThrottle;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/// Configures the scheduler of methods with {@link Scheduled}. Leader-only tasks work only while a
/// {@link Lease} is held. They must tolerate a second replica for a moment, because a zombie may
/// overlap with the leader.
@AutoConfiguration(
        // A scheduler is also an Executor: before this configuration, it would be the only one.
        after = TaskExecutionAutoConfiguration.class,
        before = TaskSchedulingAutoConfiguration.class)
@EnableScheduling
public class ScheduledTaskConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledTaskConfiguration.class);

    // One for each task of a service, so that no task delays another.
    private static final int THREADS = 3;

    // Tasks run every second or more often, and all of them fail while the database is unavailable.
    private final LogThrottle failures = new LogThrottle(Duration.ofSeconds(10), System::nanoTime);

    /// Waits for running tasks when it stops, and stops before the lease is released.
    @Bean
    ThreadPoolTaskScheduler scheduledTasks() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPhase(LifecyclePhases.RELAY);
        scheduler.setPoolSize(THREADS);
        scheduler.setThreadNamePrefix("scheduled-task-");
        scheduler.setDaemon(true);
        scheduler.setErrorHandler(this::logFailure);
        return scheduler;
    }

    /// Also called for an Error. The next run of the task is its retry.
    private void logFailure(Throwable failure) {
        long runs = failures.next();
        if (runs > 0) {
            LOG.warn(
                    "scheduled tasks failed {} times since the last message, retrying: {}",
                    runs,
                    failure.toString());
        }
    }
}
