package dev.quadrille.order;

import dev.quadrille.messaging.idempotency.IdempotencyConfiguration;
import dev.quadrille.platform.ServiceProcess;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/// The order service as a process.
@SpringBootApplication
@Import(IdempotencyConfiguration.class)
public class OrderServiceApplication {

    static void main(String[] args) {
        ServiceProcess.run(OrderServiceApplication.class, "order-service", args);
    }
}
