package dev.quadrille.order;

import dev.quadrille.platform.ServiceProcess;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The order service as a process.
@SpringBootApplication
public class OrderServiceApplication {

    static void main(String[] args) {
        ServiceProcess.run(OrderServiceApplication.class, "order-service", args);
    }
}
