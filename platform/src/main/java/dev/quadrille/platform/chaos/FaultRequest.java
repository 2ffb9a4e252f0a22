package dev.quadrille.platform.chaos;

import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The body of a request that sets a fault. All members are optional.
///
/// @param probability default 1
/// @param delayMillis default 1000
/// @param seconds the duration of the fault; default 60
/// @param customer default: all customers
public record FaultRequest(
        @Nullable @DecimalMin("0") @DecimalMax("1") Double probability,
        @Nullable @Min(0) @Max(MAX_DELAY_MILLIS) Integer delayMillis,
        @Nullable @Min(1) @Max(MAX_SECONDS) Integer seconds,
        @Nullable @Size(min = 1, max = 100) String customer) {

    static final int MAX_SECONDS = 600;
    static final int MAX_DELAY_MILLIS = 30_000;

    private static final int DEFAULT_SECONDS = 60;
    private static final int DEFAULT_DELAY_MILLIS = 1000;

    /// All default values.
    public static final FaultRequest DEFAULTS = new FaultRequest(null, null, null, null);

    /// Throws a {@link Problem} if the request names a customer and the fault cannot be limited to
    /// one.
    public void requireApplicable(Fault fault) {
        if (customer != null && !fault.hasCustomerScope()) {
            throw Problem.of(
                    ProblemType.INVALID_REQUEST,
                    "The body is invalid.",
                    List.of(
                            new Problem.FieldError(
                                    "/customer",
                                    "must be absent: %s affects all customers"
                                            .formatted(fault.label()))));
        }
    }

    FaultSettings settings(Instant now) {
        return new FaultSettings(
                probability == null ? 1 : probability,
                Duration.ofMillis(delayMillis == null ? DEFAULT_DELAY_MILLIS : delayMillis),
                Optional.ofNullable(customer),
                now.plusSeconds(seconds == null ? DEFAULT_SECONDS : seconds));
    }
}
