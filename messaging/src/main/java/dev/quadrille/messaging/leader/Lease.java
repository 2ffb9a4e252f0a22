package dev.quadrille.messaging.leader;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The claim of one replica to a lease row. Its epoch is a fencing token that grows with every
/// change of the holder. All stored times are those of the database. The clock of the holder can
/// only end the claim early, because the holder measures from before it sent the query. (Kleppmann,
/// *How to do distributed locking*, 2016.)
public final class Lease {

    /// The duration of a claim that is not renewed.
    public static final Duration TIME_TO_LIVE = Duration.ofSeconds(3);

    // A lease that expires later than any claim can was written before the database clock stepped
    // back, and would block for as long as the step. The tolerance is twice the duration, so that a
    // small clock correction takes no lease from a live holder.
    private static final String CLAIM =
            """
            insert into lease (name, holder, epoch, expires_at)
            values (:name, :holder, 1, clock_timestamp() + make_interval(secs => :ttl))
            on conflict (name) do update
               set holder = excluded.holder,
                   epoch = lease.epoch + (lease.holder <> excluded.holder)::int,
                   expires_at = excluded.expires_at
             where lease.holder = excluded.holder
                or lease.expires_at < clock_timestamp()
                or lease.expires_at > clock_timestamp() + 2 * make_interval(secs => :ttl)
            returning epoch
            """;

    private final String name;
    private final UUID holder;
    private final LongSupplier nanoTime;
    private volatile Claim claim = Claim.NONE;

    public Lease(String name, UUID holder, LongSupplier nanoTime) {
        this.name = name;
        this.holder = holder;
        this.nanoTime = nanoTime;
    }

    /// Claims or renews the lease. {@link #epoch} then returns the outcome.
    void claim(JdbcClient jdbc) {
        long claimedAt = nanoTime.getAsLong();
        Optional<Long> epoch =
                jdbc.sql(CLAIM)
                        .param("name", name)
                        .param("holder", holder)
                        .param("ttl", TIME_TO_LIVE.toMillis() / 1000.0)
                        .query(Long.class)
                        .optional();
        claim = epoch.map(e -> new Claim(e, claimedAt + TIME_TO_LIVE.toNanos())).orElse(Claim.NONE);
    }

    /// Releases the lease, so that another replica need not wait until it expires.
    void release(JdbcClient jdbc) {
        claim = Claim.NONE;
        jdbc.sql(
                        "update lease set expires_at = '-infinity' where name = :name and holder ="
                                + " :holder")
                .param("name", name)
                .param("holder", holder)
                .update();
    }

    /// The epoch of this replica; empty if it does not hold the lease or could not renew it in
    /// time.
    public Optional<Long> epoch() {
        Claim current = claim;
        boolean live = current.epoch > 0 && nanoTime.getAsLong() - current.validUntil < 0;
        return live ? Optional.of(current.epoch) : Optional.empty();
    }

    public String name() {
        return name;
    }

    public UUID holder() {
        return holder;
    }

    private record Claim(long epoch, long validUntil) {
        static final Claim NONE = new Claim(0, 0);
    }
}
