package dev.quadrille.testsupport.servers;

import java.util.List;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/// Creates the customizer of the outermost class of each test.
final class RealServersCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        // A nested test class shares the servers of its outermost class.
        return new RealServersCustomizer(testClass.getNestHost());
    }
}
