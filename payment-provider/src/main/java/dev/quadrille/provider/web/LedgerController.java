package dev.quadrille.provider.web;

import dev.quadrille.provider.application.Ledger;
import dev.quadrille.provider.application.LedgerEntry;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The HTTP endpoint of the ledger. It uses keyset pagination by sequence number, and requires no
/// authentication.
@RestController
class LedgerController {

    private final Ledger ledger;

    LedgerController(Ledger ledger) {
        this.ledger = ledger;
    }

    @GetMapping(path = "/ledger", produces = MediaType.APPLICATION_JSON_VALUE)
    Page entries(
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        return new Page(ledger.entriesAfter(after, limit).stream().map(Entry::of).toList());
    }

    record Page(List<Entry> entries) {}

    record Entry(
            long seq,
            Instant at,
            String key,
            LedgerEntry.Type type,
            long amount,
            @Nullable Currency currency) {

        static Entry of(LedgerEntry entry) {
            return new Entry(
                    entry.seq(),
                    entry.at(),
                    entry.key(),
                    entry.type(),
                    entry.amount(),
                    entry.currency());
        }
    }
}
