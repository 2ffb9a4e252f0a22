package dev.quadrille.platform.security;

import java.util.List;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;

/// The authenticated sender of a request: a customer, who sees only their own orders, or an
/// operator, who sees all.
public record Caller(String name, boolean operator) {

    /// The {@link org.springframework.security.access.prepost.PreAuthorize} expression for
    /// customers.
    public static final String IS_CUSTOMER = "hasAuthority('SCOPE_customer')";

    /// The same for operators.
    public static final String IS_OPERATOR = "hasAuthority('SCOPE_operator')";

    /// The same for both.
    public static final String IS_ANYONE = "hasAnyAuthority('SCOPE_customer', 'SCOPE_operator')";

    /// Reads the claims `sub` and `scope` of a token that was validated before, so it has a
    /// subject.
    public static Caller of(Jwt token) {
        String name = Optional.ofNullable(token.getSubject()).orElseThrow();
        String scope = Optional.ofNullable(token.getClaimAsString("scope")).orElse("");
        return new Caller(name, List.of(scope.split(" ")).contains("operator"));
    }

    /// Whether the caller may see data of this customer.
    public boolean maySee(String customerId) {
        return operator || name.equals(customerId);
    }
}
