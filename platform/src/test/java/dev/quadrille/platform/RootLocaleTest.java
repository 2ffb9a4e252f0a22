package dev.quadrille.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Configuration;

class RootLocaleTest {

    private final Locale originalLocale = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(originalLocale);
    }

    @Test
    @SuppressWarnings("DefaultLocale") // that is what is tested
    void usesSameNumberFormatInEveryLocale() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        assertThat("%d".formatted(12)).isEqualTo("١٢");

        SpringApplication.run(
                        Empty.class,
                        "--spring.main.web-application-type=none",
                        "--spring.main.keep-alive=false")
                .close();

        assertThat("%d".formatted(12)).isEqualTo("12");
    }

    @Configuration(proxyBeanMethods = false)
    static class Empty {}
}
