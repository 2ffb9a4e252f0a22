package dev.quadrille.payment;

import dev.quadrille.platform.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts the payment service.
@SpringBootApplication
@ConfigurationPropertiesScan
public class PaymentServiceApplication {

    static void main(String[] args) {
        ServiceLauncher.run(PaymentServiceApplication.class, "payment-service", args);
    }
}
