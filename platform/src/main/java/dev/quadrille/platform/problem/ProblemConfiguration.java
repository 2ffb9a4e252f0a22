package dev.quadrille.platform.problem;

import dev.quadrille.platform.telemetry.CurrentTrace;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/// Makes problem documents of all failures.
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@Import({ProblemAdvice.class, ProblemErrorController.class})
public class ProblemConfiguration {

    @Bean
    ProblemWriter problemWriter(JsonMapper json, CurrentTrace trace) {
        return new ProblemWriter(json, trace);
    }
}
