package dev.quadrille.payment;

import dev.quadrille.platform.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The payment service as a process.
@SpringBootApplication
@ConfigurationPropertiesScan
public class PaymentServiceApplication {

    static void main(String[] args) {
        ServiceLauncher.run(PaymentServiceApplication.class, "payment-service", args);
    }
}
