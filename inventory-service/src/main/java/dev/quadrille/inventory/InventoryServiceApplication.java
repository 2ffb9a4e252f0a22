package dev.quadrille.inventory;

import dev.quadrille.platform.chaos.ChaosConfiguration;
import dev.quadrille.platform.chaos.SupportedFaults;
import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.idempotency.IdempotencyConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/// Starts the inventory service.
@SpringBootApplication
@Import(IdempotencyConfiguration.class)
public class InventoryServiceApplication {

    public static void main(String[] args) {
        SpringApplication.run(InventoryServiceApplication.class, args);
    }

    @Bean
    @Profile(ChaosConfiguration.PROFILE)
    static SupportedFaults inventoryFaults() {
        return SupportedFaults.of(Fault.REJECT);
    }
}
