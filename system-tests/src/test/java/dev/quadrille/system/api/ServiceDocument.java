package dev.quadrille.system.api;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.Set;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.MultipleOpenApiSupportConfiguration;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.objenesis.ObjenesisStd;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

/// The OpenAPI document that springdoc generates for one service.
final class ServiceDocument {

    private ServiceDocument() {}

    /// Covers all controllers in the package and its subpackages.
    static OpenAPI of(String basePackage) {
        OpenAPI[] document = new OpenAPI[1];
        new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                DispatcherServletAutoConfiguration.class,
                                WebMvcAutoConfiguration.class,
                                HttpMessageConvertersAutoConfiguration.class,
                                JacksonAutoConfiguration.class,
                                SpringDocConfigProperties.class,
                                SpringDocConfiguration.class,
                                SpringDocWebMvcConfiguration.class,
                                MultipleOpenApiSupportConfiguration.class))
                .withUserConfiguration(SpringdocCustomization.class)
                .withInitializer(context -> addControllers(context, basePackage))
                .run(context -> document[0] = read(context));
        return document[0];
    }

    private static OpenAPI read(WebApplicationContext context) throws Exception {
        byte[] json =
                MockMvcBuilders.webAppContextSetup(context)
                        .build()
                        .perform(get("/v3/api-docs"))
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray();
        return Json31.mapper().readValue(json, OpenAPI.class);
    }

    /// springdoc reads only signatures and annotations, so the controllers are created without
    /// dependencies.
    private static void addControllers(ConfigurableApplicationContext context, String basePackage) {
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        ObjenesisStd objenesis = new ObjenesisStd();
        controllers(basePackage)
                .forEach(found -> {
                    Class<?> type = type(found);
                    GenericBeanDefinition bean = new GenericBeanDefinition();
                    bean.setBeanClass(type);
                    bean.setInstanceSupplier(() -> objenesis.newInstance(type));
                    beans.registerBeanDefinition(type.getName(), bean);
                });
    }

    private static Set<BeanDefinition> controllers(String basePackage) {
        ClassPathScanningCandidateComponentProvider scan =
                new ClassPathScanningCandidateComponentProvider(false, allProfiles());
        scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scan.findCandidateComponents(basePackage);
    }

    /// The document also describes what exists only with the profile `chaos`.
    private static Environment allProfiles() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.setActiveProfiles("chaos");
        return environment;
    }

    private static Class<?> type(BeanDefinition bean) {
        try {
            return Class.forName(bean.getBeanClassName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
