package dev.quadrille.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTargetTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost", "http://[::1]:8080"})
    void acceptsLoopbackAddress(String url) {
        assertThat(new LoadTarget(URI.create(url)).url()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example",
                "http://127.0.0.1.evil.example",
                "http://127.0.0.1@evil.example",
                "http://10.0.0.1:8080",
                "localhost:8080",
                "/"
            })
    void rejectsOtherAddress(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LoadTarget(URI.create(url)));
    }
}
