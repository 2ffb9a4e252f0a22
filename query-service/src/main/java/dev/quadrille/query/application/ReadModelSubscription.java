package dev.quadrille.query.application;

import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.trace.EventSpans;
import dev.quadrille.orderflow.event.OrderEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReadModelSubscription {

    @Bean
    Projection projection(ReadModel model, SettlementSignals settled) {
        return new Projection(model, settled::signal);
    }

    @Bean
    Subscription<OrderEvent> orderFlow(Projection projection, EventSpans spans) {
        return new Subscription<>(
                Topic.ORDER_FLOW,
                Topic.ORDER_FLOW.events(),
                new TracedProjection(projection, spans));
    }
}
