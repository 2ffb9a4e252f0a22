package dev.quadrille.messaging.leader;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The claim of one replica to a lease row; the epoch is its fencing token. Stored times are those
/// of the database. The local clock can only end a claim early, because the holder measures from
/// before the query. (Kleppmann, *How to do distributed locking*, 2016.)
public final class Lease {

    public static final Duration TIME_TO_LIVE = Duration.ofSeconds(3);

    // A lease that expires later than any claim can was written before the database clock stepped
    // back. Twice the duration tolerates small clock corrections of a live holder.
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

    /// Claims or renews; {@link #epoch} returns the outcome.
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

    /// Spares other replicas the wait until the lease expires.
    void release(JdbcClient jdbc) {
        claim = Claim.NONE;
        jdbc.sql(
                        "update lease set expires_at = '-infinity' where name = :name and holder ="
                                + " :holder")
                .param("name", name)
                .param("holder", holder)
                .update();
    }

    /// Empty if this replica does not hold the lease, or could not renew it in time.
    public Optional<Long> epoch() {
        Claim current = claim;
        boolean live = current.epoch > 0 && nanoTime.getAsLong() - current.validUntil < 0;
        return live ? Optional.of(current.epoch) : Optional.empty();
    }

    public boolean isHeld() {
        return epoch().isPresent();
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
