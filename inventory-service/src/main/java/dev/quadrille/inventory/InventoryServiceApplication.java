package dev.quadrille.inventory;

import dev.quadrille.platform.ServiceLauncher;
import dev.quadrille.platform.idempotency.IdempotencyConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/// Starts the inventory service.
@SpringBootApplication
@Import(IdempotencyConfiguration.class)
public class InventoryServiceApplication {

    static void main(String[] args) {
        ServiceLauncher.run(InventoryServiceApplication.class, "inventory-service", args);
    }
}
