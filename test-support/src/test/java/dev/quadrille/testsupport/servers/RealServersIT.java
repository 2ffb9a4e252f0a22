package dev.quadrille.testsupport.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;

@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class RealServersIT {

    private final JdbcClient jdbc;
    private final KafkaAdmin kafka;

    @Autowired
    RealServersIT(DataSource database, KafkaAdmin kafka) {
        this.jdbc = JdbcClient.create(database);
        this.kafka = kafka;
    }

    @Test
    void postgresIsDurable() {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
    }

    @Test
    void kafkaReturnsItsClusterId() {
        assertThat(kafka.clusterId()).isNotEmpty();
    }

    @Test
    void theBrokerHasTheCommonSettings() throws Exception {
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
            Config config =
                    admin.describeConfigs(Set.of(broker)).all().get().values().iterator().next();
            assertThat(ServerSettings.KAFKA)
                    .allSatisfy(
                            (name, value) -> assertThat(config.get(name).value()).isEqualTo(value));
        }
    }

    @Test
    void committedRowsSurviveACrashOfPostgres() {
        jdbc.sql("create table kept (id int)").update();
        jdbc.sql("insert into kept values (1)").update();
        Instant first = startOfPostgres();
        Servers.postgres().crash();
        Servers.postgres().restart();
        assertThat(jdbc.sql("select id from kept").query(Integer.class).list()).containsExactly(1);
        assertThat(startOfPostgres()).isAfter(first);
    }

    @Test
    void theBrokerRunsAfterAContextIsClosed() {
        new SpringApplicationBuilder(EmptyApplication.class)
                .web(WebApplicationType.NONE)
                .initializers(it -> Servers.kafka().connect((GenericApplicationContext) it))
                .run()
                .close();
        assertThat(kafka.clusterId()).isNotEmpty();
    }

    private Instant startOfPostgres() {
        return jdbc.sql("select pg_postmaster_start_time()").query(Instant.class).single();
    }

    private String setting(String name) {
        return jdbc.sql("show " + name).query(String.class).single();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, KafkaAutoConfiguration.class})
    static class Application {}

    static class EmptyApplication {}
}
