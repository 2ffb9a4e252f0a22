package dev.quadrille.platform.security;

import java.util.List;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;

/// Whoever sent the request, as the token says: a customer who sees what is theirs, or an operator
/// who sees all.
public record Caller(String name, boolean operator) {

    /// What {@link org.springframework.security.access.prepost.PreAuthorize} asks for where only
    /// customers may call.
    public static final String IS_CUSTOMER = "hasAuthority('SCOPE_customer')";

    /// The same where only operators may.
    public static final String IS_OPERATOR = "hasAuthority('SCOPE_operator')";

    /// The same where either may.
    public static final String IS_ANYONE = "hasAnyAuthority('SCOPE_customer', 'SCOPE_operator')";

    /// Reads the claims `sub` and `scope` of a token that was checked before, so it has a subject.
    public static Caller of(Jwt token) {
        String name = Optional.ofNullable(token.getSubject()).orElseThrow();
        String scope = Optional.ofNullable(token.getClaimAsString("scope")).orElse("");
        return new Caller(name, List.of(scope.split(" ")).contains("operator"));
    }

    /// Whether something of this customer may be shown to the caller.
    public boolean maySee(String customerId) {
        return operator || name.equals(customerId);
    }
}
