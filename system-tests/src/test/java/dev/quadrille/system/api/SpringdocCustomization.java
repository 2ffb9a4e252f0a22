package dev.quadrille.system.api;

import dev.quadrille.system.schema.LanguageSchemas;
import dev.quadrille.system.schema.SchemaNames;
import io.swagger.v3.core.jackson.ModelResolver;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;

/// How springdoc is to read our controllers and records.
@Configuration(proxyBeanMethods = false)
class SpringdocCustomization {

    static {
        SpringDocUtils.getConfig().addAnnotationsToIgnore(AuthenticationPrincipal.class);
    }

    @Bean
    ModelResolver names(ObjectMapperProvider json) {
        return new ModelResolver(json.jsonMapper(), new SchemaNames());
    }

    @Bean
    LanguageSchemas language() {
        return new LanguageSchemas();
    }

    @Bean
    OperationCustomizer answers() {
        return new DocumentedResponses();
    }
}
