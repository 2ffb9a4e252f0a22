package dev.quadrille.platform.http;

import dev.quadrille.platform.security.Caller;
import dev.quadrille.platform.security.PublicPaths;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// A service with a public, a protected and a failing resource. The value of a token is its scope.
@SpringBootApplication(exclude = DataSourceAutoConfiguration.class)
class SampleService {

    record Command(@Min(1) int quantity, @NotEmpty String name) {}

    record Unwritable() {

        @SuppressWarnings("DoNotCallSuggester") // only the serializer calls it
        public String getName() {
            throw new IllegalStateException("cannot be written");
        }
    }

    @Bean
    static PublicPaths open() {
        return PublicPaths.toRead("/open", "/failing");
    }

    @Bean
    JwtDecoder tokens() {
        return token -> {
            if (token.equals("expired")) {
                throw new BadJwtException("expired");
            }
            return Jwt.withTokenValue(token)
                    .header("alg", "none")
                    .subject("alice")
                    .claim("scope", token)
                    .expiresAt(Instant.MAX)
                    .build();
        };
    }

    @RestController
    static class Resources {

        private final AtomicInteger performed = new AtomicInteger();

        AtomicInteger performed() {
            return performed;
        }

        @GetMapping(path = "/open", produces = MediaType.APPLICATION_JSON_VALUE)
        ResponseEntity<Command> read() {
            return cacheable().body(new Command(1, "Überprüfer"));
        }

        /// Fails during serialization, after the headers of a successful response have been set.
        @GetMapping(path = "/failing", produces = MediaType.APPLICATION_JSON_VALUE)
        ResponseEntity<Unwritable> fail() {
            return cacheable().header("Location", "/x").body(new Unwritable());
        }

        private static ResponseEntity.BodyBuilder cacheable() {
            return ResponseEntity.ok()
                    .eTag("\"1\"")
                    .cacheControl(CacheControl.maxAge(Duration.ofSeconds(5)).cachePublic());
        }

        @PutMapping(path = "/closed", produces = MediaType.APPLICATION_JSON_VALUE)
        @PreAuthorize(Caller.IS_OPERATOR)
        Command perform(@RequestBody @Valid Command command) {
            performed.incrementAndGet();
            return command;
        }

        @GetMapping("/without-rule")
        String withoutRule() {
            return "anyone";
        }
    }
}
