package dev.quadrille.shipping;

import dev.quadrille.platform.chaos.ChaosConfiguration;
import dev.quadrille.platform.chaos.SupportedFaults;
import dev.quadrille.platform.fault.Fault;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;

/// Starts the shipping service.
@SpringBootApplication
public class ShippingServiceApplication {

    public static void main(String[] args) {
        SpringApplication.run(ShippingServiceApplication.class, args);
    }

    @Bean
    @Profile(ChaosConfiguration.PROFILE)
    static SupportedFaults shippingFaults() {
        return SupportedFaults.of(Fault.REFUSE);
    }
}
