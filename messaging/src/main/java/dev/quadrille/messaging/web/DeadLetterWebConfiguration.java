package dev.quadrille.messaging.web;

import dev.quadrille.messaging.consumer.ConsumerConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Import;

/// Exposes the dead letters of a service with a web server to operators.
@AutoConfiguration(after = ConsumerConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import(DeadLetterController.class)
class DeadLetterWebConfiguration {}
