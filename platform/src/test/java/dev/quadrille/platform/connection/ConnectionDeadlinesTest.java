package dev.quadrille.platform.connection;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.platform.connection.ClientConnection.Waiting;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ConnectionDeadlinesTest {

    @Test
    void countsAsIdleOnlyAfterASecondWithoutRequest() {
        ConnectionDeadlines deadlines = deadlines(ofSeconds(60));
        deadlines.afterHandshake(0);
        deadlines.requestDone();

        assertThat(deadlines.waiting()).isEqualTo(Waiting.FOR_CLIENT);
        await().atMost(ofSeconds(30)).until(() -> deadlines.waiting() == Waiting.IDLE);
    }

    @Test
    void waitsForClientDuringHandshake() {
        ConnectionDeadlines deadlines = deadlines(ofSeconds(60));
        assertThat(deadlines.waiting()).isEqualTo(Waiting.PERHAPS);

        deadlines.afterHandshake(SelectionKey.OP_READ);
        assertThat(deadlines.waiting()).isEqualTo(Waiting.FOR_CLIENT);

        deadlines.afterHandshake(0);
        assertThat(deadlines.waiting()).isEqualTo(Waiting.NOT);
    }

    @Test
    void endsIdleConnectionThatSendsNoByteOfARequest() {
        ConnectionDeadlines deadlines = deadlines(Duration.ofMillis(1));
        deadlines.requestDone();

        await().atMost(ofSeconds(30))
                .untilAsserted(() ->
                        assertThatThrownBy(() -> deadlines.afterRead(0))
                                .isInstanceOf(SocketTimeoutException.class));
    }

    private static ConnectionDeadlines deadlines(Duration idleTimeout) {
        ConnectionLimits limits =
                new ConnectionLimits(
                        10,
                        10,
                        ofSeconds(10),
                        ofSeconds(10),
                        idleTimeout,
                        ofSeconds(10),
                        DataSize.ofKilobytes(4));
        return new ConnectionDeadlines(limits, new ConnectionRegistry(10, 10));
    }
}
