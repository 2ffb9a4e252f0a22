package dev.quadrille.messaging.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class ScheduledTaskConfigurationTest {

    @Test
    void repeatsATaskThatThrowsAnError() {
        try (var context = start(FailingTask.class)) {
            FailingTask task = context.getBean(FailingTask.class);

            await().until(() -> task.runs.get() > 2);
        }
    }

    @Test
    void doesNotDelayOneTaskByAnother() {
        try (var context = start(BlockedTask.class, FailingTask.class)) {
            FailingTask task = context.getBean(FailingTask.class);

            await().until(() -> task.runs.get() > 2);
            context.getBean(BlockedTask.class).release.countDown();
        }
    }

    @Test
    void waitsForARunningTaskBeforeTheLeaseIsReleased() throws Exception {
        UnfinishedTask task;
        try (var context = start(UnfinishedTask.class, Leases.class)) {
            task = context.getBean(UnfinishedTask.class);
            task.started.await();
        }
        assertThat(task.ended).isTrue();
        assertThat(task.outlivedLease).isFalse();
    }

    private static AnnotationConfigApplicationContext start(Class<?>... components) {
        var context = new AnnotationConfigApplicationContext();
        context.register(ScheduledTaskConfiguration.class);
        context.register(components);
        context.refresh();
        return context;
    }

    static final class FailingTask {

        private final AtomicInteger runs = new AtomicInteger();

        @Scheduled(fixedDelay = 1)
        void run() {
            runs.incrementAndGet();
            throw new StackOverflowError("on purpose");
        }
    }

    static final class BlockedTask {

        private final CountDownLatch release = new CountDownLatch(1);

        @Scheduled(fixedDelay = 1)
        void run() throws InterruptedException {
            release.await();
        }
    }

    static final class UnfinishedTask {

        private final CountDownLatch started = new CountDownLatch(1);
        private final ThreadPoolTaskScheduler scheduler;
        private final Leases leases;
        private volatile boolean outlivedLease;
        private volatile boolean ended;

        UnfinishedTask(ThreadPoolTaskScheduler scheduler, Leases leases) {
            this.scheduler = scheduler;
            this.leases = leases;
        }

        @Scheduled(fixedDelay = 1)
        void run() throws InterruptedException {
            started.countDown();
            await().until(() -> !scheduler.isRunning());
            outlivedLease = leases.released.await(200, TimeUnit.MILLISECONDS);
            ended = true;
        }
    }

    /// Stops in the phase of leader election.
    static final class Leases implements SmartLifecycle {

        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            released.countDown();
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return LifecyclePhases.LEADER_ELECTION;
        }
    }
}
