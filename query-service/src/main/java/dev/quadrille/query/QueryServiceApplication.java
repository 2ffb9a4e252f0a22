package dev.quadrille.query;

import dev.quadrille.platform.ServiceProcess;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The query service as a process.
@SpringBootApplication
public class QueryServiceApplication {

    static void main(String[] args) {
        ServiceProcess.run(QueryServiceApplication.class, "query-service", args);
    }
}
