package dev.quadrille.platform.limits;

import dev.quadrille.platform.problem.ProblemConfiguration;
import dev.quadrille.platform.problem.ProblemWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.StreamReadFeature;

/// Applies the limits before any other processing.
@AutoConfiguration(after = ProblemConfiguration.class)
@Import(StrictUtf8BodyAdvice.class)
public class LimitsConfiguration {

    @Bean
    RequestSizeFilter requestLimits(ProblemWriter problems) {
        return new RequestSizeFilter(problems);
    }

    @Bean
    BodyMemory bodyMemory(@Value("${quadrille.bodies.memory}") DataSize memory) {
        return new BodyMemory(memory.toBytes());
    }

    @Bean
    BufferedBodyFilter bufferedBodies(BodyMemory memory, ProblemWriter problems) {
        return new BufferedBodyFilter(memory, problems);
    }

    /// Two values under one name in a JSON object are ambiguous.
    @Bean
    JsonMapperBuilderCustomizer refusesNamesThatComeTwice() {
        return mapper -> mapper.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }
}
