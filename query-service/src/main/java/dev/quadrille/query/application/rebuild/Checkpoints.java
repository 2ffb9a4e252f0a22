package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.reader.PartitionOffset;
import dev.quadrille.messaging.reader.TopicReader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Keeps how far the spare set is filled, in the transactions that fill it. The position of a
/// reader in memory runs ahead of a transaction that rolls back; this one does not.
public interface Checkpoints {

    /// The last one of this rebuild; empty if none of its attempts has begun to read.
    Optional<Checkpoint> find(Rebuild rebuild);

    /// Replaces all that was noted before. Nothing is left out yet.
    void start(Rebuild rebuild, Checkpoint checkpoint);

    /// Notes that the page is in the set. Throws {@link IllegalStateException} if it does not begin
    /// where the last one ended: a record would be missing.
    void advance(Rebuild rebuild, TopicReader.Page<?> page);

    /// Notes records that are not in the set; each once, however often it is called.
    void leaveOut(Rebuild rebuild, Collection<PartitionOffset> positions);

    List<PartitionOffset> leftOut(Rebuild rebuild);
}
