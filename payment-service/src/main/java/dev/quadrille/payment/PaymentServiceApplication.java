package dev.quadrille.payment;

import dev.quadrille.platform.ServiceProcess;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The payment service as a process.
@SpringBootApplication
public class PaymentServiceApplication {

    static void main(String[] args) {
        ServiceProcess.run(PaymentServiceApplication.class, "payment-service", args);
    }
}
