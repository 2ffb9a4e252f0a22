package dev.quadrille.order;

import dev.quadrille.messaging.idempotency.IdempotencyConfiguration;
import dev.quadrille.platform.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/// Starts the order service.
@SpringBootApplication
@Import(IdempotencyConfiguration.class)
public class OrderServiceApplication {

    static void main(String[] args) {
        ServiceLauncher.run(OrderServiceApplication.class, "order-service", args);
    }
}
