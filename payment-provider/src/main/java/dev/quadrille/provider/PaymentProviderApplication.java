package dev.quadrille.provider;

import dev.quadrille.platform.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts the payment provider, which simulates a card processor.
@SpringBootApplication
@ConfigurationPropertiesScan
public class PaymentProviderApplication {

    public static void main(String[] args) {
        ServiceLauncher.run(PaymentProviderApplication.class, "payment-provider", args);
    }
}
