package dev.quadrille.shipping;

import dev.quadrille.platform.ServiceProcess;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The shipping service as a process.
@SpringBootApplication
public class ShippingServiceApplication {

    static void main(String[] args) {
        ServiceProcess.run(ShippingServiceApplication.class, "shipping-service", args);
    }
}
