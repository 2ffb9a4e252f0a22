package dev.quadrille.messaging.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextCustomizerFactories;

/// Runs a `@SpringBootTest` on real PostgreSQL and real Kafka. A test class gets an empty database
/// and a broker without topics; its context ends with it, so that none of its consumers lives on to
/// disturb the next class. It is the demo's profile that such servers, with passwords that anyone
/// can guess, are for.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextCustomizerFactories(RealServersCustomizerFactory.class)
@DirtiesContext
@ActiveProfiles("demo")
public @interface RealServers {}
