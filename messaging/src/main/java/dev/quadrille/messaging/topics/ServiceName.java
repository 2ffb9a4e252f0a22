package dev.quadrille.messaging.topics;

/// What a service is called where people read it: `payment` for `payment-service`.
public record ServiceName(String word) {

    private static final String SUFFIX = "-service";

    public static ServiceName of(String application) {
        return new ServiceName(
                application.endsWith(SUFFIX)
                        ? application.substring(0, application.length() - SUFFIX.length())
                        : application);
    }

    /// Where the service publishes what it cannot handle.
    public String deadTopic() {
        return "order-flow." + word + ".dead";
    }
}
