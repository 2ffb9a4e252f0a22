package dev.quadrille.platform.database;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/// Limits the time of requests, in services that have a database.
///
/// Decision record: `docs/decisions/0031-gateway-resilience.md`.
@AutoConfiguration(
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass(JdbcConnectionDetails.class)
@ConditionalOnBean(JdbcConnectionDetails.class)
@EnableConfigurationProperties(RequestTimeLimits.class)
public class RequestDeadlineConfiguration {

    @Bean
    RequestDeadlineFilter requestDeadlineFilter(RequestTimeLimits limits) {
        return new RequestDeadlineFilter(limits);
    }

    @Bean
    static BeanPostProcessor deadlineDataSourcePostProcessor() {
        return new DeadlineDataSourcePostProcessor();
    }

    private static final class DeadlineDataSourcePostProcessor implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource source ? new DeadlineDataSource(source) : bean;
        }
    }
}
