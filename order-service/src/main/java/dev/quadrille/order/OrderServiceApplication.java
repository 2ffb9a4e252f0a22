package dev.quadrille.order;

import dev.quadrille.platform.ServiceLauncher;
import dev.quadrille.platform.idempotency.IdempotencyConfiguration;
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
