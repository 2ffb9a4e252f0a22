package dev.quadrille.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdempotentRequestTest {

    private static final IdempotencyKey KEY = new IdempotencyKey("key");

    @Test
    void distinguishesDifferentRequests() {
        IdempotentRequest request = IdempotentRequest.of("alice", KEY, "SKU", "{\"quantity\":1}");
        assertThat(IdempotentRequest.of("alice", KEY, "SKU", "{\"quantity\":1}"))
                .isEqualTo(request);
        assertThat(IdempotentRequest.of("alice", KEY, "SKU", "{\"quantity\":2}"))
                .isNotEqualTo(request);
        assertThat(IdempotentRequest.of("alice", KEY, "OTHER", "{\"quantity\":1}"))
                .isNotEqualTo(request);
    }

    @Test
    void hashesWithSha256() {
        assertThat(IdempotentRequest.of("alice", KEY, "abc").hash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
