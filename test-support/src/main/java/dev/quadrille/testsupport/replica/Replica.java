package dev.quadrille.testsupport.replica;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Outbox;
import dev.quadrille.platform.fault.FaultPoints;
import dev.quadrille.testsupport.parcel.DecisionHook;
import dev.quadrille.testsupport.parcel.LoadHook;
import dev.quadrille.testsupport.parcel.ParcelService;
import dev.quadrille.testsupport.parcel.SenderService;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A running replica of a service.
public final class Replica implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Replica(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// A replica of {@link SenderService}.
    public static Setup sender() {
        return new Setup(SenderService.class);
    }

    /// A replica of {@link ParcelService}.
    public static Setup parcels() {
        return new Setup(ParcelService.class);
    }

    /// Appends events in their own transaction.
    public void append(List<? extends EventEnvelope<?>> publications) {
        transaction(() -> bean(Outbox.class).append(publications));
    }

    public void transaction(Runnable work) {
        new TransactionTemplate(bean(PlatformTransactionManager.class))
                .executeWithoutResult(_ -> work.run());
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /// The sum of all meters with this name and tag.
    public double meter(String name, String... tag) {
        return bean(MeterRegistry.class).find(name).tags(tag).meters().stream()
                .mapToDouble(Replica::value)
                .sum();
    }

    private static double value(Meter meter) {
        return StreamSupport.stream(meter.measure().spliterator(), false)
                .filter(it -> it.getStatistic() != Statistic.TOTAL_TIME)
                .mapToDouble(it -> it.getValue())
                .sum();
    }

    public void pause() {
        context.stop();
    }

    public void resume() {
        context.start();
    }

    @Override
    public void close() {
        context.close();
    }

    /// The setup of a replica.
    public static final class Setup {

        private final SpringApplicationBuilder application;
        private final List<String> arguments = new ArrayList<>();

        private Setup(Class<?> service) {
            application =
                    new SpringApplicationBuilder(service)
                            .properties("spring.config.name=parcel-service")
                            .profiles("demo")
                            .web(WebApplicationType.NONE)
                            .bannerMode(Banner.Mode.OFF)
                            .logStartupInfo(false)
                            .registerShutdownHook(false);
        }

        public Setup with(String property, Object value) {
            arguments.add("--" + property + "=" + value);
            return this;
        }

        /// Starts the replica with the profile `chaos`.
        public Setup withChaos() {
            application.profiles("chaos");
            return this;
        }

        public Setup faultsAt(FaultPoints faults) {
            return singleton("faultPoints", faults);
        }

        public Setup afterLoad(LoadHook afterLoad) {
            return singleton("afterLoad", afterLoad);
        }

        public Setup inDecision(DecisionHook inDecision) {
            return singleton("inDecision", inDecision);
        }

        /// Replaces a bean of the service.
        public Setup singleton(String name, Object bean) {
            application.initializers(it -> it.getBeanFactory().registerSingleton(name, bean));
            return this;
        }

        Replica start(String... addresses) {
            arguments.addAll(List.of(addresses));
            return new Replica(application.run(arguments.toArray(String[]::new)));
        }
    }
}
