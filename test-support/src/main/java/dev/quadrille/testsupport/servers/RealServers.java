package dev.quadrille.testsupport.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextCustomizerFactories;

/// Runs a `@SpringBootTest` on real PostgreSQL and Kafka servers. A test class gets an empty
/// database and a broker without topics. Its context is closed after it, so that its consumers do
/// not disturb the next class. The demo profile allows the well-known passwords of these servers.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextCustomizerFactories(RealServersCustomizerFactory.class)
@DirtiesContext
@ActiveProfiles("demo")
public @interface RealServers {}
