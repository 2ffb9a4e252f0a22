package dev.quadrille.query;

import dev.quadrille.platform.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The query service as a process.
@SpringBootApplication
public class QueryServiceApplication {

    static void main(String[] args) {
        ServiceLauncher.run(QueryServiceApplication.class, "query-service", args);
    }
}
