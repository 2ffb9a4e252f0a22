package dev.quadrille.platform;

import java.util.Locale;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/// Makes every process use the root locale: its output is read by programs, and some locales have
/// other digits or other rules for lower case.
final class RootLocale implements ApplicationListener<ApplicationStartingEvent> {

    @Override
    public void onApplicationEvent(ApplicationStartingEvent event) {
        Locale.setDefault(Locale.ROOT);
    }
}
