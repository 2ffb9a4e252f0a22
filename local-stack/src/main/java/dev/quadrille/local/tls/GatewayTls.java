package dev.quadrille.local.tls;

import dev.quadrille.local.StackFailure;
import java.nio.file.Path;
import java.util.Map;

/// TLS at the public port of the gateway, as configured by the user.
///
/// @param enabled whether the gateway serves `https`
/// @param suppliedCertificate the PEM file of the certificate that the user has supplied; empty if
///   the gateway creates a certificate
public record GatewayTls(boolean enabled, String suppliedCertificate) {

    public static final GatewayTls OFF = new GatewayTls(false, "");

    private static final String SWITCH = "QUADRILLE_TLS";
    private static final String CERTIFICATE = "SPRING_SSL_BUNDLE_PEM_GATEWAY_KEYSTORE_CERTIFICATE";

    /// Reads `QUADRILLE_TLS` (`on` or `off`, which is the default), and the property of Spring Boot
    /// that names a supplied certificate.
    public static GatewayTls from(Map<String, String> environment) {
        String supplied = environment.getOrDefault(CERTIFICATE, "");
        return new GatewayTls(isOn(environment.getOrDefault(SWITCH, "")), supplied);
    }

    private static boolean isOn(String value) {
        return switch (value) {
            case "on" -> true;
            case "off", "" -> false;
            default -> throw new StackFailure(SWITCH + " must be on or off, not " + value + ".");
        };
    }

    /// The variables with which the gateway uses this configuration; it inherits the location of a
    /// supplied certificate from the launcher.
    public Map<String, String> environment() {
        return Map.of(SWITCH, enabled ? "on" : "off");
    }

    /// The scheme and the host of the gateway's URL. Certificates rarely name an IP address.
    public String origin() {
        return enabled ? "https://localhost" : "http://127.0.0.1";
    }

    /// The PEM file with the certificate that clients must trust.
    ///
    /// @param project the working directory of the gateway
    /// @param keys the directory in which the gateway keeps a certificate that it has created
    public Path certificate(Path project, Path keys) {
        return suppliedCertificate.isBlank()
                ? keys.resolve("tls-certificate.pem")
                : project.resolve(suppliedCertificate.replaceFirst("^file:(//)?", ""));
    }
}
