package dev.quadrille.provider.application;

/// An attempt fails inside the processor, as `pm_error_once` asks for.
public final class Outage extends RuntimeException {

    Outage() {
        super("the processor fails once, as asked");
    }
}
