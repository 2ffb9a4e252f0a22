package dev.quadrille.system.api;

import dev.quadrille.system.schema.SchemaNames;
import dev.quadrille.system.schema.ValueSchemas;
import io.swagger.v3.core.jackson.ModelResolver;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;

/// Configures springdoc for the project's controllers and value types.
@Configuration(proxyBeanMethods = false)
class SpringdocCustomization {

    static {
        SpringDocUtils.getConfig().addAnnotationsToIgnore(AuthenticationPrincipal.class);
    }

    @Bean
    ModelResolver schemaNames(ObjectMapperProvider json) {
        return new ModelResolver(json.jsonMapper(), new SchemaNames());
    }

    @Bean
    ValueSchemas valueSchemas() {
        return new ValueSchemas();
    }

    @Bean
    OperationCustomizer documentedResponses() {
        return new DocumentedResponses();
    }
}
