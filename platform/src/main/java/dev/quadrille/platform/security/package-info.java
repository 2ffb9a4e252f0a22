/// Who is calling, and what everyone needs a token for. Every service checks the token itself; a
/// gateway in front of it is no reason to believe anyone.
@NullMarked
package dev.quadrille.platform.security;

import org.jspecify.annotations.NullMarked;
