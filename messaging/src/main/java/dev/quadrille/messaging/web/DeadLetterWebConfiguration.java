package dev.quadrille.messaging.web;

import dev.quadrille.messaging.consumer.ConsumerConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Import;

/// Lets operators reach the dead letters of a service that serves requests.
@AutoConfiguration(after = ConsumerConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import(DeadLetterController.class)
class DeadLetterWebConfiguration {}
