package dev.quadrille.testsupport.replica;

import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.Database;
import dev.quadrille.testsupport.servers.Servers;

/// The command line of a service that a test starts beside its own context.
public final class ServiceArguments {

    private ServiceArguments() {}

    /// Connects the service to this database, the broker and the tokens of the tests, on free
    /// ports.
    public static String[] of(Database database) {
        return new String[] {
            "--spring.profiles.active=demo",
            "--server.port=0",
            "--management.server.port=0",
            "--spring.datasource.url=" + database.url(),
            "--spring.datasource.username=" + database.user(),
            "--spring.datasource.password=" + database.password(),
            "--spring.kafka.bootstrap-servers=" + Servers.kafka().bootstrapServers(),
            "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + Tokens.keySetUri()
        };
    }
}
