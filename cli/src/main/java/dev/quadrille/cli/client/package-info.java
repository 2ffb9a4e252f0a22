/// The public API as the commands use it: an HTTP client for the gateway, tokens, and the text of
/// problem documents.
@NullMarked
package dev.quadrille.cli.client;

import org.jspecify.annotations.NullMarked;
