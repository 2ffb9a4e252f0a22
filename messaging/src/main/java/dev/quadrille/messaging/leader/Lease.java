package dev.quadrille.messaging.leader;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One replica's claim to a lease row. All times are the database's; the holder's own clock only
/// ever makes it give up earlier, since it counts from before it asked. (Leases and fencing:
/// Kleppmann, *How to do distributed locking*, 2016.)
public final class Lease {

    /// How long a claim holds without being renewed.
    public static final Duration TIME_TO_LIVE = Duration.ofSeconds(3);

    // A lease that reaches further than a claim can was written before the database's clock stepped
    // back: it would hold for as long as the step. (Twice the time, so that a clock that is
    // corrected by little takes no lease from a holder that is alive.)
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

    /// Claims or renews. Afterwards {@link #epoch} tells the outcome.
    void claim(JdbcClient jdbc) {
        long asked = nanoTime.getAsLong();
        Optional<Long> epoch =
                jdbc.sql(CLAIM)
                        .param("name", name)
                        .param("holder", holder)
                        .param("ttl", TIME_TO_LIVE.toMillis() / 1000.0)
                        .query(Long.class)
                        .optional();
        claim = epoch.map(e -> new Claim(e, asked + TIME_TO_LIVE.toNanos())).orElse(Claim.NONE);
    }

    /// Gives the row up, so that another replica need not wait for it to expire.
    void release(JdbcClient jdbc) {
        claim = Claim.NONE;
        jdbc.sql(
                        "update lease set expires_at = '-infinity' where name = :name and holder ="
                                + " :holder")
                .param("name", name)
                .param("holder", holder)
                .update();
    }

    /// The epoch of this replica's claim; empty if it has none or could not renew it in time.
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
