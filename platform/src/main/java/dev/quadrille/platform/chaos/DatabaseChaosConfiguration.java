package dev.quadrille.platform.chaos;

import dev.quadrille.platform.fault.Fault;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;

/// Configures the faults of a service with a database.
@AutoConfiguration(
        after = ChaosConfiguration.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass(JdbcConnectionDetails.class)
@ConditionalOnBean(JdbcConnectionDetails.class)
@Profile(ChaosConfiguration.PROFILE)
public class DatabaseChaosConfiguration {

    @Bean
    SupportedFaults databaseFaults() {
        return SupportedFaults.of(
                Fault.DATABASE_DOWN,
                Fault.DATABASE_LATENCY,
                Fault.CRASH_BEFORE_COMMIT,
                Fault.CRASH_AFTER_COMMIT);
    }

    @Bean
    static BeanPostProcessor faultyDataSources(ObjectProvider<FaultInjector> faults) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource target
                        ? new FaultyDataSource(target, faults.getObject())
                        : bean;
            }
        };
    }

    @Bean
    CrashOnCommit crashOnCommit(FaultInjector faults, ProcessHalt process) {
        return new CrashOnCommit(faults, process);
    }
}
