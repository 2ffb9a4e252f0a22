package dev.quadrille.shipping;

import dev.quadrille.platform.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the shipping service.
@SpringBootApplication
public class ShippingServiceApplication {

    static void main(String[] args) {
        ServiceLauncher.run(ShippingServiceApplication.class, "shipping-service", args);
    }
}
