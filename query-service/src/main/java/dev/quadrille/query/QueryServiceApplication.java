package dev.quadrille.query;

import dev.quadrille.platform.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts query-service, the query side of CQRS.
@SpringBootApplication
public class QueryServiceApplication {

    static void main(String[] args) {
        ServiceLauncher.run(QueryServiceApplication.class, "query-service", args);
    }
}
