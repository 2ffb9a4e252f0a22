package dev.quadrille.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A connection of a hostile client. It is opened again whenever the gateway has closed it.
final class HostileConnection implements AutoCloseable {

    /// A kind of attack: what a connection sends first, and with each further step.
    record Attack(String start, String step) {}

    private final int port;
    private final Attack attack;
    private @Nullable SocketChannel channel;

    HostileConnection(int port, Attack attack) {
        this.port = port;
        this.attack = attack;
    }

    /// Sends a little more and reads one byte at most, or opens the connection again.
    void step() {
        try {
            if (channel == null) {
                channel = open();
                write(channel, attack.start());
            } else {
                write(channel, attack.step());
                if (channel.read(ByteBuffer.allocate(1)) < 0) {
                    close();
                }
            }
        } catch (IOException closed) {
            close();
        }
    }

    private SocketChannel open() throws IOException {
        SocketChannel opened = SocketChannel.open();
        opened.setOption(StandardSocketOptions.SO_RCVBUF, 4 * 1024);
        opened.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        opened.configureBlocking(false);
        return opened;
    }

    private static void write(SocketChannel open, String text) throws IOException {
        open.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException closed) {
            // Nothing remains to be closed.
        }
        channel = null;
    }
}
