package dev.quadrille.messaging.topics;

/// The short name of a service for people: `payment` for `payment-service`.
public record ServiceName(String value) {

    private static final String SUFFIX = "-service";

    public static ServiceName of(String application) {
        return new ServiceName(
                application.endsWith(SUFFIX)
                        ? application.substring(0, application.length() - SUFFIX.length())
                        : application);
    }

    /// The topic to which the service publishes its dead letters.
    public String deadLetterTopic() {
        return "order-flow." + value + ".dead";
    }
}
