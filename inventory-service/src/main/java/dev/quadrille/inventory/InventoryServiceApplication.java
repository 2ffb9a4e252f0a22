package dev.quadrille.inventory;

import dev.quadrille.messaging.idempotency.IdempotencyConfiguration;
import dev.quadrille.platform.ServiceProcess;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/// The inventory service as a process.
@SpringBootApplication
@Import(IdempotencyConfiguration.class)
public class InventoryServiceApplication {

    static void main(String[] args) {
        ServiceProcess.run(InventoryServiceApplication.class, "inventory-service", args);
    }
}
