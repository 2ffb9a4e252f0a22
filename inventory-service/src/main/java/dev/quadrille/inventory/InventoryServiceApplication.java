package dev.quadrille.inventory;

import dev.quadrille.platform.ServiceProcess;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The inventory service as a process.
@SpringBootApplication
public class InventoryServiceApplication {

    static void main(String[] args) {
        ServiceProcess.run(InventoryServiceApplication.class, "inventory-service", args);
    }
}
