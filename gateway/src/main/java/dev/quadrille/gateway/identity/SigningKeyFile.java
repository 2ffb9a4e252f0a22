package dev.quadrille.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.quadrille.gateway.keys.OwnerOnlyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.ParseException;

/// Stores the demo's signing key in a file. Tokens remain valid after a restart and at every
/// gateway replica that shares the directory.
final class SigningKeyFile {

    private final OwnerOnlyFile file;

    SigningKeyFile(Path directory) {
        this.file = new OwnerOnlyFile(directory.resolve("signing-key.json"));
    }

    /// Reads the key, or creates it if the file does not exist. Concurrent callers, also in other
    /// processes, get the same key.
    RSAKey key() {
        try {
            file.createIfMissing(() -> newKey().toJSONString());
            return RSAKey.parse(file.read());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or write the signing key file " + file, e);
        } catch (ParseException e) {
            throw new IllegalStateException("The file " + file + " contains no RSA key", e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
